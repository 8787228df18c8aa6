import type { Allowance, Modifier } from './tariff.ts'

/**
 * Whether a model's name is one that a modifier or an allowance is for.
 *
 * @example
 * isForModel({ exceptModels: ['siliconflow/deepseek-v3.2'] }, 'siliconflow/deepseek-v3.2') // false
 */
export const isForModel = (
  { models, exceptModels }: Pick<Modifier | Allowance, 'models' | 'exceptModels'>,
  model: string,
): boolean => (models?.includes(model) ?? true) && !exceptModels?.includes(model)
