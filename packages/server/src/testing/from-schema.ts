import fc, { type Arbitrary } from 'fast-check'

/** A JSON Schema, as far as the OpenAPI document uses it. */
interface Schema {
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string | readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly pattern?: string
  readonly minimum?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly propertyNames?: Schema
}

/** What means something where it comes up: most of what is random is refused at the first look. */
export interface Hints {
  /** By the names of fields. */
  readonly values: Readonly<Record<string, Arbitrary<unknown>>>
  /** Fields that a request often has although it need not; others it seldom has. */
  readonly often: ReadonlySet<string>
}

/** Values that a schema describes, and now and then ones that it does not. */
export function fromSchema(schema: Schema, document: object, hints: Hints, depth = 0): Arbitrary<unknown> {
  const inside = (one: Schema) => fromSchema(one, document, hints, depth + 1)
  if (depth > 8) return fc.constant(null)
  if (schema.$ref !== undefined) return inside(resolve(schema.$ref, document))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(inside))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(inside)).map((parts) => Object.assign({}, ...parts))
  const described = plain(schema, inside, hints)
  return fc.oneof({ weight: 30, arbitrary: described }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) })
}

const resolve = (pointer: string, document: object): Schema =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value, name) => (value as Readonly<Record<string, object>>)[name] ?? {}, document) as Schema

function plain(schema: Schema, inside: (one: Schema) => Arbitrary<unknown>, hints: Hints): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const types = [schema.type ?? []].flat()
  const byType: Readonly<Record<string, () => Arbitrary<unknown>>> = {
    string: () => texts(schema.pattern),
    integer: () => fc.integer({ min: schema.minimum ?? -5, max: 50 }),
    number: () => fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
    boolean: () => fc.boolean(),
    null: () => fc.constant(null),
    array: () => fc.array(inside(schema.items ?? {}), { maxLength: 4 }),
    object: () => objects(schema, inside, hints),
  }
  const known = types.flatMap((type) => byType[type]?.() ?? [])
  return known.length > 0 ? fc.oneof(...known) : fc.jsonValue({ maxDepth: 2 })
}

const texts = (pattern: string | undefined): Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom('0', '1', '12.5', 'a', '', '2024-12-16T12:00:00+08:00', '10m', '__proto__', '你好'),
    fc.string(),
    ...matching(pattern),
  )

/** Not every pattern can be turned round. */
function matching(pattern: string | undefined): readonly Arbitrary<string>[] {
  try {
    return pattern === undefined ? [] : [fc.stringMatching(new RegExp(pattern, 'u'))]
  } catch {
    return []
  }
}

function objects(
  { properties = {}, required = [], additionalProperties, propertyNames }: Schema,
  inside: (one: Schema) => Arbitrary<unknown>,
  hints: Hints,
): Arbitrary<object> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => {
      const own = one.enum ? undefined : hints.values[name]
      const value = own ? fc.oneof({ weight: 20, arbitrary: own }, inside(one)) : inside(one)
      if (required.includes(name)) return [name, value]
      const [weight, absent] = hints.often.has(name) ? [3, 1] : [1, 40]
      // JSON leaves out what is undefined.
      return [name, fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value })]
    }),
  )
  const record = fc.record(fields)
  if (typeof additionalProperties !== 'object') return record
  const names = propertyNames?.enum ? fc.constantFrom(...(propertyNames.enum as string[])) : fc.string()
  const others = fc.dictionary(names, inside(additionalProperties), { maxKeys: 4 })
  return fc.tuple(record, others).map(([own, more]) => ({ ...more, ...own }))
}
