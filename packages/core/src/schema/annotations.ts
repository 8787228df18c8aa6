import { z } from 'zod'

interface Annotation {
  /** A schema with an id is written once, under `$defs`. */
  readonly id?: string
  readonly title?: string
  readonly description?: string
}

/** What editors show beside a field. A registry of our own: zod's global one belongs to the application. */
export const annotations = z.registry<Annotation>()

/** The schema, with the sentence that editors show for it. */
export function described<S extends z.core.$ZodType>(schema: S, description: string): S {
  const copy = z.clone(schema)
  annotations.add(copy, { description })
  return copy
}

/** The schema as a named definition of the published JSON Schema. */
export function named<S extends z.core.$ZodType>(id: string, schema: S, description: string): S {
  annotations.add(schema, { id, title: id, description })
  return schema
}
