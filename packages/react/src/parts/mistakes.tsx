import type { Issue } from '@ratecard/core'
import { isOfServer } from '../pricing/remote-pricer.ts'
import { IssueText } from './issue-text.tsx'
import { useWords } from './words.tsx'

interface MistakesProps {
  readonly issues: readonly Issue[]
  /** Whether their places are told: those in a price list. */
  readonly hasPlaces?: boolean
  /** Tries once more; of use where a server could not be asked. */
  readonly again?: (() => void) | undefined
}

/** Issues that are shown: nobody reads more. */
const MOST = 20

/** Why nothing can be said, or shown. */
export function Mistakes({ issues, hasPlaces = false, again }: MistakesProps) {
  const { say } = useWords()
  const unique = new Map(issues.slice(0, MOST).map((issue) => [JSON.stringify(issue), issue]))
  return (
    <>
      <ul className="rc-mistakes" part="mistakes">
        {[...unique].map(([key, issue]) => (
          <li key={key}>
            {hasPlaces && issue.path !== '' && <code>{issue.path} </code>}
            <IssueText issue={issue} />
          </li>
        ))}
      </ul>
      {again && issues.some(isOfServer) && (
        <div className="rc-actions">
          <button type="button" part="button" onClick={again}>
            {say('server-again')}
          </button>
        </div>
      )}
    </>
  )
}
