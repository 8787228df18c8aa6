import type { Endpoint } from '../api/endpoint.ts'
import { anthropicCountTokens } from './anthropic-count-tokens.ts'
import { compare } from './compare.ts'
import { coreHours } from './core-hours.ts'
import { count } from './count.ts'
import { estimate } from './estimate.ts'
import { openaiInputTokens } from './openai-input-tokens.ts'
import { price } from './price.ts'

/** Every address of the server; a new one is a file and a line here. */
export const ENDPOINTS: readonly Endpoint[] = [
  count,
  estimate,
  price,
  coreHours,
  compare,
  openaiInputTokens,
  anthropicCountTokens,
]
