import { type CountedText, type InputCounter, ok, type Result, rational, type ScriptCounts } from '@ratecard/core'
import type { Context } from '../api/endpoint.ts'
import type { Waiter } from './token-counter.ts'

/**
 * Counts a text in the way that its model is priced by: exactly, by script for a rule of thumb, or its characters.
 *
 * Issues: those of the counter.
 */
export async function countText(
  text: string,
  way: InputCounter,
  context: Pick<Context, 'services'> & Waiter,
): Promise<Result<CountedText>> {
  const { counter } = context.services
  if (way.kind === 'tokenizer') {
    const tokens = await counter.count(way.tokenizer, [text], context)
    return tokens.ok ? ok({ tokens: rational(tokens.value[0] as number) }) : tokens
  }
  if (way.kind === 'rule') {
    const scripts = await counter.countScripts([text], context)
    return scripts.ok ? ok({ scripts: scripts.value[0] as ScriptCounts }) : scripts
  }
  const characters = await counter.countCharacters(text, way.rule, context)
  return characters.ok ? ok({ characters: characters.value }) : characters
}
