import { addRationals, multiplyRationals, type Rational, rational } from '../number/rational.ts'
import type { CharacterRule } from '../tariff/tariff.ts'
import type { CharacterCounts } from './count-characters.ts'

/**
 * The characters that a vendor charges for a text: ideographs and others, each by its published weight.
 *
 * @example
 * weighCharacters({ ideographs: 2, others: 7 }, { ideograph: '2', other: '1' }) // 11
 */
export const weighCharacters = ({ ideographs, others }: CharacterCounts, rule: CharacterRule): Rational =>
  addRationals(
    multiplyRationals(rational(ideographs), rational(rule.ideograph)),
    multiplyRationals(rational(others), rational(rule.other)),
  )
