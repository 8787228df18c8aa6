import {
  type CharacterRule,
  type CountedText,
  type Counter,
  countCharacters,
  failed,
  type InputCounter,
  type Issue,
  ok,
  openCharacters,
  type Result,
  rational,
  spokenCharacters,
} from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import { takeIn } from '../input/take-in.ts'
import type { TextSource } from '../input/text-source.ts'
import type { InvalidUtf8 } from '../input/utf8-reader.ts'
import { measureOf, openTally } from './open-tally.ts'

/** Counts a text that comes in parts. */
interface JoinedTally {
  readonly push: (bytes: Uint8Array) => void
  readonly end: () => Result<CountedText>
}

/** What was counted, with a notice for each source that is not all UTF-8. */
export interface JoinedCount {
  readonly text: CountedText
  readonly notices: readonly Issue[]
}

/** Counts several sources, in order, as one text. */
export async function countJoined(sources: readonly TextSource[], counter: InputCounter): Promise<Result<JoinedCount>> {
  const tally = counter.kind === 'characters' ? characterTally(counter.rule) : await tokenTally(counter)
  const notices: Issue[] = []
  for (const source of sources) {
    const { invalid } = await takeIn(source, {}, (bytes) => {
      tally.push(bytes)
      return true
    })
    if (invalid) notices.push(replacedIssue(source.name, invalid))
  }
  const text = tally.end()
  const names = sources.map(({ name }) => name).join(' ')
  return text.ok
    ? ok({ text: text.value, notices })
    : failed(...text.issues.map((issue) => ({ ...issue, path: names })))
}

async function tokenTally(counter: Counter): Promise<JoinedTally> {
  const tally = await openTally(measureOf(counter))
  const end = () => {
    const counted = tally.end()
    return ok('tokens' in counted ? { tokens: rational(counted.tokens) } : counted)
  }
  return { push: tally.push, end }
}

/** Of parts that end between characters. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function characterTally(rule: CharacterRule): JoinedTally {
  let count = openCharacters(rule)
  return {
    push: (bytes) => {
      count = countCharacters(decoder.decode(bytes), count)
    },
    end: () => {
      const characters = spokenCharacters(count)
      return characters.ok ? ok({ characters: characters.value }) : characters
    },
  }
}

export const replacedIssue = (name: string, { places, first }: InvalidUtf8): Issue =>
  cliIssue('replaced-utf-8', name, { places: String(places), offset: String(first) })
