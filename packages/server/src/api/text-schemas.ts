import { z } from 'zod'

/** A text that may hold only some things. Its error is the name of what was expected, as the messages know it. */
export const matching = (expected: string, pattern: RegExp) =>
  z.string({ error: expected }).regex(pattern, { error: expected })

export const currencyCode = matching('currency', /^[A-Z][A-Z0-9-]{1,39}$/u)
