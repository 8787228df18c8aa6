import { ONE } from '../number/rational.ts'
import type { Usage } from './usage.ts'

/**
 * The usage of one request of which hardly more is known than its model and what it used.
 *
 * @example
 * requestUsage({ model: 'qwen-max', quantities: {} }).grain // request
 */
export const requestUsage = (
  known: Pick<Usage, 'model' | 'quantities'> & Partial<Pick<Usage, 'at' | 'facets' | 'requests'>>,
): Usage => ({ grain: 'request', requests: ONE, facets: {}, dimensions: {}, issues: [], ...known })
