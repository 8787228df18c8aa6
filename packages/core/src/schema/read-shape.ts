import { z } from 'zod'
import { failed, type Issue, issue, ok, type Result } from '../result.ts'
import { plainJson } from './plain-json.ts'
import { shapeIssues } from './shape-issues.ts'

const MAX_ISSUES = 100

/**
 * Reads JSON of unknown origin against a schema: every issue at once, as codes and parameters of ours.
 *
 * Issues: `shape-missing-field`, `shape-unknown-field`, `shape-wrong-type`, `shape-invalid-value`, `shape-too-large`;
 * after 100 of them one `shape-more-issues` with the number of the rest.
 *
 * @param schema whose errors are names of what was expected, as those of this entry are: they become parameters of issues.
 * @example
 * readShape(usageSchema, JSON.parse(line)).ok // true
 */
export function readShape<S extends z.ZodType>(schema: S, json: unknown): Result<z.output<S>> {
  const plain = plainJson(json)
  if (plain.value === undefined && plain.issues.length > 0) return failed(...plain.issues)
  const known = schema.safeParse(plain.value)
  if (known.success && plain.issues.length === 0) return ok(known.data)
  // Words for what is wrong take their time, so they are asked for only where something is.
  const told = schema.safeParse(plain.value, { error: wordOf })
  const issues = [...plain.issues, ...(told.success ? [] : shapeIssues(told.error.issues, json))]
  return refused(issues)
}

/** A refusal that stays readable whatever came. */
export const refused = (issues: readonly Issue[]): Result<never> => failed(...firstIssues(issues))

/**
 * The first 100 issues, and one that says how many more there are; a list that was shortened before stays as it is.
 */
export function firstIssues(issues: readonly Issue[]): readonly Issue[] {
  const more = issues.length - MAX_ISSUES
  if (more <= 0 || issues.at(-1)?.code === MORE) return issues
  return [...issues.slice(0, MAX_ISSUES), issue(MORE, '', { count: String(more) })]
}

const MORE = 'shape-more-issues'

const TYPE_WORDS: Readonly<Record<string, { readonly message: string }>> = {
  array: { message: 'array' },
  boolean: { message: 'boolean' },
  object: { message: 'object' },
  record: { message: 'object' },
}

/** In place of zod's prose: the known fields of an object, the type expected anywhere else. */
const wordOf: z.core.$ZodErrorMap = (raw) => {
  if (raw.code === 'unrecognized_keys') return knownFields(raw.inst).join(' ')
  return raw.code === 'invalid_type' ? TYPE_WORDS[raw.expected] : undefined
}

function knownFields(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) return schema.keyType.options.map(String)
  return []
}
