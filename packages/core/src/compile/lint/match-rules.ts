import { type Issue, issue, shown } from '../../result.ts'
import type { Tariff } from '../../tariff/tariff.ts'
import { boundedRegex } from '../bounded-regex.ts'
import { regexesOf } from '../match-model.ts'
import type { Rule } from './rule.ts'

/** A pattern from outside must not be able to take for ever. */
function* unboundedRegexes(tariff: Tariff): Iterable<Issue> {
  for (const [at, card] of tariff.cards.entries())
    for (const regex of regexesOf(card))
      if (boundedRegex(regex) === undefined)
        yield issue('lint-unbounded-regex', `/cards/${at}/match`, { card: card.id, regex: shown(regex) })
}

export const MATCH_RULES: readonly Rule[] = [unboundedRegexes]
