import type { TokenizeOptions } from '@ratecard/core'
import type { TokenStream } from '@ratecard/tokenizers'

/** The only place that says how `@ratecard/tokenizers` counts a text that comes in parts. */
export async function openTokens(id: string, options: TokenizeOptions): Promise<TokenStream> {
  const { loadTokenizer } = await import('@ratecard/tokenizers')
  return (await loadTokenizer(id)).openCount(options)
}
