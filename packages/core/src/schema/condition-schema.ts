import { z } from 'zod'
import type { Condition } from '../tariff/condition.ts'
import { described, named } from './annotations.ts'
import { clockEnd, clockTime, decimal, key, label, meterId, weekdays } from './text-schemas.ts'

const MAX_PARTS = 100
const meters = z.array(meterId).min(1, { error: 'not-empty' }).max(MAX_PARTS)

const operandSchema = named(
  'Operand',
  z.union(
    [
      z.strictObject({ meter: described(meterId, 'The quantity of one meter; 0 where it is not reported.') }),
      z.strictObject({ sum: described(meters, 'The sum of several meters.') }),
      z.strictObject({ value: described(decimal, 'A decimal string.') }),
    ],
    { error: 'operand' },
  ),
  'An amount that a condition compares.',
)

/** The closed expression tree of a tariff's conditions. How deep it may be nested is bounded for the whole document. */
export const conditionSchema: z.ZodType<Condition> = named(
  'Condition',
  z.union(
    [
      z.strictObject({
        get all() {
          return described(parts(), 'Every one of these holds.')
        },
      }),
      z.strictObject({
        get any() {
          return described(parts(), 'At least one of these holds.')
        },
      }),
      z.strictObject({
        get not() {
          return conditionSchema
        },
      }),
      z.strictObject({ facet: described(key, 'A facet that has the value `is`.'), is: label }),
      z.strictObject({ known: described(meterId, 'A meter whose quantity was reported.') }),
      z.strictObject({
        hours: described(
          z.tuple([clockTime, clockEnd], { error: 'clock-window' }),
          "From and until on the vendor's clock, as HH:MM; over midnight where until is not later.",
        ),
      }),
      z.strictObject({ weekdays: described(weekdays, 'Days of the week; Monday is 1.') }),
      z.strictObject({
        calendar: described(key, 'A key of `calendars`.'),
        day: z.enum(['holiday', 'workday'], { error: 'one-of' }),
      }),
      z.strictObject({
        compare: z.enum(['gt', 'ge', 'lt', 'le', 'eq'], { error: 'one-of' }),
        left: operandSchema,
        right: operandSchema,
      }),
    ],
    { error: 'condition' },
  ),
  'When something holds: a closed tree of data, never code.',
)

const parts = () => z.array(conditionSchema).min(1, { error: 'not-empty' }).max(MAX_PARTS)
