import {
  type Evidence,
  failed,
  formatInstant,
  type Instant,
  type Issue,
  type MeterId,
  ok,
  type PriceListFilter,
  type Rational,
  type Result,
  readInstant,
  withDefaults,
} from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'
import type { Defaults, Invocation } from '../command.ts'
import { gather } from './gather.ts'
import { type AskedDisplay, readDisplay } from './read-display.ts'
import { readFacets } from './read-facets.ts'
import { readQuantities } from './read-quantities.ts'

/** What chooses the price list and the price, as far as the command line says. */
export interface Choice {
  readonly filter: PriceListFilter
  /** Where each of what the filter prefers was said. */
  readonly origins: Defaults['origins']
  /** One price list by its id, or a tariff file. */
  readonly tariff: string | undefined
  /** Directories of the user's own price lists. */
  readonly tariffs: readonly string[]
  readonly at: string | undefined
  /** The instant of knowledge: what was recorded later is not known. Undefined: everything is. */
  readonly asOf: { readonly text: string; readonly instant: Instant } | undefined
  readonly facets: Readonly<Record<string, string>>
  readonly remaining: ReadonlyMap<MeterId, Rational>
  /** What the period has used before, for prices by the month. */
  readonly used: ReadonlyMap<MeterId, Rational>
  /** A file of prepaid balances. */
  readonly balances: string | undefined
  /** A file of what was agreed with the provider. */
  readonly contract: string | undefined
  /** Another currency to show totals in. */
  readonly display: AskedDisplay | undefined
  readonly allowEvidence: readonly Evidence[]
}

/** Kinds of evidence that are used only when asked for. */
const OPTIONAL_EVIDENCE = ['derived', 'catalogue'] as const satisfies readonly Evidence[]

export function readChoice(invocation: Invocation): Result<Choice> {
  const { option, options } = invocation
  const read = gather({
    at: readTime(option('at'), '--at'),
    asOf: readTime(option('as-of'), '--as-of'),
    facets: readFacets(options('facet'), option('mode')),
    remaining: readQuantities(options('remaining'), '--remaining'),
    used: readQuantities(options('used'), '--used'),
    display: readDisplay(invocation),
    allowEvidence: readEvidence(option('allow-evidence')),
  })
  if (!read.ok) return read
  const { at, ...rest } = read.value
  return ok({
    ...rest,
    at: at?.text,
    filter: readFilter(invocation),
    origins: invocation.defaults?.origins ?? {},
    tariff: option('tariff'),
    tariffs: options('tariffs'),
    balances: option('balances'),
    contract: option('contract'),
  })
}

/** The flags, and the defaults; a price list that is named is meant, whatever the defaults say. */
export function readFilter({ option, defaults }: Invocation): PriceListFilter {
  const [provider, scope, currency] = [option('provider'), option('scope'), option('currency')]
  const filter = {
    ...(provider !== undefined && { provider }),
    ...(scope !== undefined && { scope }),
    ...(currency !== undefined && { currency }),
  }
  return defaults && option('tariff') === undefined ? withDefaults(filter, defaults.names) : filter
}

function readTime(text: string | undefined, place: string): Result<Choice['asOf']> {
  if (text === undefined) return ok(undefined)
  const instant = readInstant(text, place)
  return instant.ok ? ok({ text, instant: instant.value }) : instant
}

function readEvidence(text: string | undefined): Result<readonly Evidence[]> {
  const names = text?.split(',').map((name) => name.trim()) ?? []
  const issues: Issue[] = names
    .filter((name) => !OPTIONAL_EVIDENCE.some((kind) => kind === name))
    .map((name) =>
      cliIssue('unknown-choice', '--allow-evidence', { came: shorten(name), candidates: OPTIONAL_EVIDENCE }),
    )
  return issues.length > 0 ? failed(...issues) : ok(OPTIONAL_EVIDENCE.filter((kind) => names.includes(kind)))
}

/** Now, to the second: the instant whose prices apply where nothing else says. */
export const instantOfRun = (now: number): string => formatInstant(now - (now % 1000))
