import { readdirSync, readFileSync } from 'node:fs'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What is asked: the flags of a command as fields. */
export interface Given {
  readonly command: 'price' | 'estimate' | 'core-hours'
  readonly model?: string
  readonly scope?: string
  readonly currency?: string
  readonly at?: string
  readonly asOf?: string
  readonly mode?: string
  readonly facet?: Readonly<Record<string, string>>
  readonly usage?: Readonly<Record<string, string>>
  readonly remaining?: Readonly<Record<string, string>>
  /** Prepaid balances, as a file of them lists them. */
  readonly balances?: readonly Json[]
  /** A contract, as its file holds it. */
  readonly contract?: Json
  readonly response?: Json
  /** A file of `tariffs/` to use instead of the bundled price lists. */
  readonly tariff?: string
  readonly text?: string
  readonly outputTokens?: string
  readonly turns?: number
  readonly requests?: number
  readonly image?: readonly string[]
  /** The length of each recording: `2m30s`. */
  readonly audio?: readonly string[]
  readonly images?: string
  /** In bytes. */
  readonly fileSize?: string
  readonly cores?: string
  /** In seconds: `600s`. */
  readonly duration?: string
  readonly instances?: string
}

/** What is expected of every face: an exit code, and a part of the receipt or of the issues. */
export interface Then {
  readonly exit: number
  readonly issues?: readonly Json[]
  readonly warnings?: readonly string[]
  readonly noWarnings?: readonly string[]
  readonly [field: string]: Json | undefined
}

export interface Vector {
  readonly name: string
  readonly given: Given
  readonly then: Then
}

const folder = new URL('vectors/', import.meta.url)

/** Every vector, by the name of its file. */
export const VECTOR_FILES: readonly (readonly [string, readonly Vector[]])[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector[]])

/** What a face answered. */
export interface Answer {
  readonly exit: number
  readonly receipt?: { readonly warnings: readonly { readonly code: string }[] }
  readonly issues?: readonly unknown[]
}

/** Where an answer differs from what is expected; empty when it does not. */
export function differences({ exit, receipt, issues }: Answer, expected: Then): readonly string[] {
  const { exit: wantedExit, issues: wantedIssues, warnings = [], noWarnings = [], ...fields } = expected
  const codes = (receipt?.warnings ?? []).map(({ code }) => code)
  return [
    ...(exit === wantedExit ? [] : [`exit ${exit}, expected ${wantedExit}: ${JSON.stringify(issues ?? '')}`]),
    ...warnings.filter((code) => !codes.includes(code)).map((code) => `no warning ${code}, only ${codes.join(', ')}`),
    ...noWarnings.filter((code) => codes.includes(code)).map((code) => `unexpected warning ${code}`),
    ...(wantedIssues
      ? compare(issues as Json, wantedIssues, '/issues')
      : compare(receipt as unknown as Json, fields as Json, '')),
  ]
}

/** Objects may have more fields than expected; arrays have exactly the expected items. */
function compare(actual: Json | undefined, expected: Json, path: string): readonly string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return [`${path}: ${JSON.stringify(actual)}, expected ${expected.length} items`]
    return expected.flatMap((item, at) => compare(actual[at], item, `${path}/${at}`))
  }
  if (expected !== null && typeof expected === 'object') {
    const fields = actual !== null && typeof actual === 'object' && !Array.isArray(actual) ? actual : {}
    return Object.entries(expected).flatMap(([key, value]) =>
      compare((fields as Readonly<Record<string, Json>>)[key], value, `${path}/${key}`),
    )
  }
  return actual === expected ? [] : [`${path}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`]
}
