import type { Basis } from '../usage/usage.ts'
import { type Language, messageTemplate } from './catalog.ts'

/**
 * The name of a meter as a table shows it; a meter without a name shows its id.
 *
 * @example
 * meterName('cache_read_tokens', 'zh') // '缓存命中 Token'
 */
export const meterName = (id: string, locale: Language): string => messageTemplate(`meter.${id}`, locale) ?? id

/**
 * The name of what a meter counts in, in the singular.
 *
 * @example
 * unitName(meter('images').unit, 'zh') // '张'
 */
export const unitName = (unit: string, locale: Language): string => messageTemplate(`unit.${unit}`, locale) ?? unit

/**
 * How a quantity is known, in one word.
 *
 * @example
 * basisName('estimated', 'zh') // '估算'
 */
export const basisName = (basis: Basis, locale: Language): string => messageTemplate(`basis.${basis}`, locale) ?? basis
