import type { Tokenizer } from '@ratecard/core'

/**
 * The id of a control token of a template.
 *
 * @throws `TypeError` where the tokenizer has none: it is not the one the template is made for.
 */
export function specialId(special: string, tokenizer: Tokenizer): number {
  const [id, ...rest] = tokenizer.encode(special, { specials: 'all' })
  if (id !== undefined && rest.length === 0) return id
  throw new TypeError(`Tokenizer ${tokenizer.id} has no control token ${special}: the template is for another one.`)
}
