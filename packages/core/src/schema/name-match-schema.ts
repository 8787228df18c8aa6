import { z } from 'zod'
import type { NameMatch } from '../tariff/name-match.ts'
import { described, named } from './annotations.ts'
import { label } from './text-schemas.ts'

const MAX_PARTS = 200

/** The closed tree of a card's match rule. How deep it may be nested is bounded for the whole document. */
export const nameMatchSchema: z.ZodType<NameMatch> = named(
  'NameMatch',
  z.union(
    [
      z.strictObject({ equals: label }),
      z.strictObject({ starts_with: label }),
      z.strictObject({ ends_with: label }),
      z.strictObject({ contains: label }),
      z.strictObject({ regex: described(label, 'Of the subset that is run in linear time.') }),
      z.strictObject({
        get and() {
          return described(parts(), 'Every one of these fits.')
        },
      }),
      z.strictObject({
        get or() {
          return described(parts(), 'At least one of these fits.')
        },
      }),
    ],
    { error: 'name-match' },
  ),
  'Which other names a card prices; capitals and small letters are alike.',
)

const parts = () => z.array(nameMatchSchema).min(1, { error: 'not-empty' }).max(MAX_PARTS)
