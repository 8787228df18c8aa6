import {
  type CountedText,
  type Counter,
  countScripts,
  type Rational,
  rational,
  type ScriptCounts,
  type TokenizeOptions,
} from '@ratecard/core'

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
