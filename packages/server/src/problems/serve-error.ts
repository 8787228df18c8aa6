import type { Issue } from '@ratecard/core'
import { issueMessage } from '../messages/say.ts'

/** Why there is no server: every issue that was found. */
export class ServeError extends Error {
  override readonly name = 'ServeError'
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => `${issue.path}: ${issueMessage(issue, 'en')}`).join('\n'))
    this.issues = issues
  }
}
