import {
  type CountedText,
  countScripts,
  type PricedModel,
  type Rational,
  rational,
  type ScriptCounts,
  type TokenizeOptions,
} from '@ratecard/core'

type TextRule = NonNullable<NonNullable<PricedModel['estimation']>['text']>

/** How a text is counted: by an exact tokenizer, or by script for a published rule of thumb. */
export type Counter =
  | { readonly kind: 'tokenizer'; readonly tokenizer: string }
  | { readonly kind: 'rule'; readonly rule: TextRule }

/** Counts a text that comes in parts, without ever holding all of it. */
export const countText = async (parts: AsyncIterable<string>, counter: Counter): Promise<CountedText> =>
  counter.kind === 'tokenizer' ? { tokens: await countTokens(parts, counter.tokenizer) } : countByScript(parts)

/** Tokens of a text by an exact tokenizer. */
export async function countTokens(
  parts: AsyncIterable<string>,
  tokenizer: string,
  options: TokenizeOptions = {},
): Promise<Rational> {
  const { countChunks, loadTokenizer } = await import('@ratecard/tokenizers')
  return rational(await countChunks(await loadTokenizer(tokenizer), parts, options))
}

/** Characters of a text by script. */
export async function countByScript(parts: AsyncIterable<string>): Promise<{ readonly scripts: ScriptCounts }> {
  let scripts: ScriptCounts = { chinese: 0, other: 0 }
  for await (const part of parts) scripts = countScripts(part, scripts)
  return { scripts }
}
