import { z } from 'zod'
import { described, named } from './annotations.ts'
import { CONTROL, key, matching, meterId, prose } from './text-schemas.ts'

const place = named(
  'Place',
  matching('json-pointer', `^(?:/[^${CONTROL}/~]{1,100}){1,10}$`),
  'A JSON pointer into the response body, such as /usage/prompt_tokens.',
)

const leafSchema = named(
  'Leaf',
  z.strictObject({
    meter: meterId,
    paths: described(
      z.array(place).min(1, { error: 'not-empty' }).max(10),
      'Where the count stands; the first that is present is read.',
    ),
    required: described(z.boolean(), 'A body without it is not in this format.').exactOptional(),
    inside: described(
      meterId,
      'The provider counts it inside this meter; left out, beside all others.',
    ).exactOptional(),
  }),
  'One count of a usage object.',
)

export const mappingSchema = named(
  'Mapping',
  z.strictObject({
    api: described(key, 'The name of the format, such as openai/responses.'),
    providers: z.array(key).min(1, { error: 'not-empty' }).max(1000),
    source: described(prose, 'Where this is from.'),
    model: described(place, 'Where the body names the model.'),
    id: place.exactOptional(),
    createdSeconds: described(place, 'Seconds since 1970.').exactOptional(),
    usage: described(place, 'The object with the counts.'),
    leaves: z.array(leafSchema).min(1, { error: 'not-empty' }).max(100),
    total: described(place, 'What the counts beside each other add up to.').exactOptional(),
    unlike: described(z.array(place).max(100), 'Places that only other formats have.').exactOptional(),
  }),
  'How a response body becomes disjoint quantities.',
)

/** The shape of a file of usage mappings: strict, because a field that nobody reads is a mistake. */
export const usageMappingsSchema = z.strictObject({
  $schema: described(z.string({ error: 'text' }), 'Where editors find the JSON Schema of this file.').exactOptional(),
  schema: z.literal('ratecard/usage-mappings@1', { error: 'one-of' }),
  mappings: z.array(mappingSchema).max(1000),
})
