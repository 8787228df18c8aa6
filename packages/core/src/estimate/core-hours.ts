import { multiplyRationals, type Rational } from '../number/rational.ts'

/** What ran: cores of one instance, how long each ran, and how many ran at the same time. */
export interface CoreUse {
  readonly cores: Rational
  readonly seconds: Rational
  readonly instances: Rational
}

/**
 * Core-seconds of concurrent instances: cores × running time, summed over the instances. 3,600 of them are a core-hour.
 *
 * @example
 * coreSeconds({ cores: rational(16), seconds: rational(600), instances: rational(1) }) // 9600, which is 8/3 core-hours
 */
export const coreSeconds = ({ cores, seconds, instances }: CoreUse): Rational =>
  multiplyRationals(multiplyRationals(cores, seconds), instances)
