import type { Issue } from '../result.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { ALLOWANCE_RULES } from './lint/allowance-rules.ts'
import { CASE_RULES } from './lint/case-rules.ts'
import { CLOCK_RULES } from './lint/clock-rules.ts'
import { FACET_GAPS } from './lint/facet-gaps.ts'
import { FACET_RULES } from './lint/facet-rules.ts'
import { MATCH_RULES } from './lint/match-rules.ts'
import { NAME_RULES } from './lint/name-rules.ts'
import { PERIOD_RULES } from './lint/period-rules.ts'
import { PERIOD_WARNINGS, staleCards } from './lint/period-warnings.ts'
import { PRICE_WARNINGS } from './lint/price-warnings.ts'
import { RATE_RULES } from './lint/rate-rules.ts'
import { REFERENCE_RULES } from './lint/reference-rules.ts'
import type { Rule } from './lint/rule.ts'

/** What is wrong with a tariff, and what is so unlike other tariffs that it may be. */
export interface LintReport {
  readonly errors: readonly Issue[]
  readonly warnings: readonly Issue[]
  /** Warnings that a sourced waiver silences. */
  readonly waived: readonly Issue[]
}

const ERROR_RULES: readonly Rule[] = [
  ...REFERENCE_RULES,
  ...NAME_RULES,
  ...PERIOD_RULES,
  ...RATE_RULES,
  ...FACET_RULES,
  ...CLOCK_RULES,
  ...CASE_RULES,
  ...MATCH_RULES,
  ...ALLOWANCE_RULES,
]
const WARNING_RULES: readonly Rule[] = [...PERIOD_WARNINGS, ...FACET_GAPS, ...PRICE_WARNINGS]
const MAX_ERRORS_PER_RULE = 100

/**
 * Looks for what the shape of a tariff can not say. A tariff without errors compiles, and each of its names has one
 * price at a time. A warning is silenced by a waiver: its code, the card (or modifier) it is about, and a source.
 *
 * Of each rule at most the first 100 errors are looked for: a broken file can have millions. Warnings are all told.
 *
 * @param tariff one of the right shape: every number, day and instant in it can be read.
 * @param today a calendar day: prices still in force that were last seen long before it are warned about. Left out,
 * age is not looked at, for core has no clock.
 * @throws RatecardError `invalid-instant` when `today` is no calendar day.
 * @example
 * const { errors, warnings } = lintTariff(tariff, '2026-11-21')
 */
export function lintTariff(tariff: Tariff, today?: string): LintReport {
  const warningRules = today === undefined ? WARNING_RULES : [...WARNING_RULES, staleCards(today)]
  const waived = new Set((tariff.waivers ?? []).map(({ rule, card }) => JSON.stringify([rule, card])))
  const told = warningRules.flatMap((rule) => [...rule(tariff)])
  const isWaived = ({ code, params }: Issue) => waived.has(JSON.stringify([code, params.card]))
  return {
    errors: ERROR_RULES.flatMap((rule) => firstOf(rule(tariff), MAX_ERRORS_PER_RULE)),
    warnings: told.filter((found) => !isWaived(found)),
    waived: told.filter(isWaived),
  }
}

function firstOf(findings: Iterable<Issue>, limit: number): readonly Issue[] {
  const first: Issue[] = []
  for (const found of findings) {
    first.push(found)
    if (first.length >= limit) break
  }
  return first
}
