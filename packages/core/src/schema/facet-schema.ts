import { z } from 'zod'
import { described, named } from './annotations.ts'
import { conditionSchema } from './condition-schema.ts'
import { clockEnd, clockTime, key, label, meterId, weekdays } from './text-schemas.ts'

/** Facet values that choose something, by facet. */
export const facetValues = z.record(key, label)

const facetCase = z.strictObject({
  when: conditionSchema,
  is: described(label, 'The value, where the condition holds.'),
})

const clockWindow = z.strictObject({
  is: described(label, 'The value inside the window.'),
  hours: described(
    z.tuple([clockTime, clockEnd], { error: 'clock-window' }),
    "From and until on the vendor's clock, as HH:MM; a window may run over midnight.",
  ),
  weekdays: described(weekdays, 'Monday is 1.').exactOptional(),
})

export const facetSchema = named(
  'Facet',
  z.strictObject({
    values: described(z.array(label).min(1, { error: 'not-empty' }).max(100), 'All its values.'),
    default: described(label, 'The value where none is stated and none follows from the quantities.'),
    uncovered: described(
      z.enum(['same-price', 'unpriced'], { error: 'one-of' }),
      'What a card without any price for the stated value means: one price for all, or no price known.',
    ),
    cases: described(
      z.array(facetCase).max(100),
      'The first case whose condition holds gives the value.',
    ).exactOptional(),
    needs: described(
      z.array(meterId).max(100),
      'Meters without which the cases say nothing: the default is then assumed, and the receipt says so.',
    ).exactOptional(),
    clock: described(
      z.array(clockWindow).max(100),
      "Windows in the tariff's time zone, instead of cases; outside them the default holds.",
    ).exactOptional(),
  }),
  'A property of a request that chooses a price.',
)
