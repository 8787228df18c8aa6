import type { Issue, Result } from '@ratecard/core'

type Values<T> = { readonly [K in keyof T]: T[K] extends Result<infer V> ? V : never }

/** The values of all results, or the issues of all: a command line with three mistakes is told of three. */
export function gather<T extends Readonly<Record<string, Result<unknown>>>>(results: T): Result<Values<T>> {
  const issues: Issue[] = []
  const values: Record<string, unknown> = {}
  for (const [name, result] of Object.entries(results)) {
    if (result.ok) values[name] = result.value
    else issues.push(...result.issues)
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: values as Values<T> }
}
