import { z } from 'zod'
import { described, named } from './annotations.ts'
import { issueSchema } from './error-schema.ts'
import { numberShape, numbersAgree, wireDecimal } from './number-schemas.ts'
import { anyText } from './text-schemas.ts'
import { basis } from './usage-schema.ts'

const tokenId = z.int({ error: 'integer' }).min(0, { error: 'integer' })

const itemSchema = named(
  'Counted',
  z
    .object({
      source: described(anyText, 'The file that was counted; `-` is standard input.'),
      tokenizer: described(anyText, 'The exact tokenizer; missing where a rule of thumb was used.').exactOptional(),
      basis: basis,
      ...numberShape('tokens', 'How many tokens'),
      bytes: described(wireDecimal, 'Bytes read.').exactOptional(),
      ids: described(z.array(tokenId), 'Token ids, when asked for.').exactOptional(),
      pieces: described(
        z.array(anyText),
        'The tokens as text, when asked for; the bytes of a part of a character as `\\xE4\\xBD`.',
      ).exactOptional(),
    })
    .superRefine(numbersAgree('tokens')),
  'One text counted.',
)

/** How many tokens texts have: `ratecard/count@1`. */
export const countSchema = z
  .object({
    schema: z.literal('ratecard/count@1', { error: 'one-of' }),
    items: z.array(itemSchema),
    ...numberShape('total', 'Tokens of all items'),
    bytes: described(wireDecimal, 'Bytes read of all items.').exactOptional(),
    failed: described(z.array(anyText), 'What could not be counted; its tokens are not in the total.').exactOptional(),
    warnings: described(z.array(issueSchema), 'What was noticed while the texts were read.').exactOptional(),
  })
  .superRefine(numbersAgree('total'))
