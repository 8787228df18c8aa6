import {
  type CountedText,
  countCharacters,
  countScripts,
  failed,
  type InputCounter,
  ok,
  openCharacters,
  type Result,
  rational,
  spokenCharacters,
} from '@ratecard/core'
import type { TokenCounter } from './token-counter.ts'

/**
 * Counts a text in the way that its model is priced by: exactly, by script for a rule of thumb, or its characters.
 *
 * Issues: those of `spokenCharacters`, at `/text`.
 */
export async function countText(text: string, way: InputCounter, counter: TokenCounter): Promise<Result<CountedText>> {
  if (way.kind === 'tokenizer') return ok({ tokens: rational(await counter.count(way.tokenizer, text)) })
  if (way.kind === 'rule') return ok({ scripts: countScripts(text) })
  const characters = spokenCharacters(countCharacters(text, openCharacters(way.rule)))
  if (characters.ok) return ok({ characters: characters.value })
  return failed(...characters.issues.map((issue) => ({ ...issue, path: '/text' })))
}
