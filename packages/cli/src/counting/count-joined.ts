import { type CountedText, type Counter, type Issue, rational } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import { takeIn } from '../input/take-in.ts'
import type { TextSource } from '../input/text-source.ts'
import type { InvalidUtf8 } from '../input/utf8-reader.ts'
import { measureOf, openTally } from './open-tally.ts'

/** Counts several sources, in order, as one text; with a notice for each that is not all UTF-8. */
export async function countJoined(
  sources: readonly TextSource[],
  counter: Counter,
): Promise<{ readonly text: CountedText; readonly notices: readonly Issue[] }> {
  const tally = await openTally(measureOf(counter))
  const notices: Issue[] = []
  for (const source of sources) {
    const { invalid } = await takeIn(source, {}, (bytes) => {
      tally.push(bytes)
      return true
    })
    if (invalid) notices.push(replacedIssue(source.name, invalid))
  }
  const counted = tally.end()
  return { text: 'tokens' in counted ? { tokens: rational(counted.tokens) } : counted, notices }
}

export const replacedIssue = (name: string, { places, first }: InvalidUtf8): Issue =>
  cliIssue('replaced-utf-8', name, { places: String(places), offset: String(first) })
