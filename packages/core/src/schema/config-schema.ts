import { z } from 'zod'
import { described } from './annotations.ts'
import { currencyCode, key } from './text-schemas.ts'

/** The shape of a configuration file: strict, because a setting that nobody reads is a mistake. */
export const configSchema = z.strictObject({
  $schema: described(z.string({ error: 'text' }), 'Where editors find the JSON Schema of this file.').exactOptional(),
  provider: described(key, 'Among several price lists, one of this provider is meant.').exactOptional(),
  scope: described(key, 'Among several price lists, one of this scope is meant.').exactOptional(),
  currency: described(currencyCode, 'Among several price lists, one in this currency is meant.').exactOptional(),
})
