import type { Endpoint } from '../api/endpoint.ts'
import { anthropicCountTokens } from './anthropic-count-tokens.ts'
import { compare } from './compare.ts'
import { coreHours } from './core-hours.ts'
import { count } from './count.ts'
import { docsPage } from './docs-page.ts'
import { estimate } from './estimate.ts'
import { health, readiness } from './health.ts'
import { metrics } from './metrics.ts'
import { modelHistory } from './model-history.ts'
import { models } from './models.ts'
import { openaiInputTokens } from './openai-input-tokens.ts'
import { openapi } from './openapi.ts'
import { price } from './price.ts'
import { priceBatch } from './price-batch.ts'
import { problemPage, problemPages } from './problem-page.ts'
import { tariff } from './tariff.ts'
import { tariffs } from './tariffs.ts'

/** Every address of the server; a new one is a file and a line here. */
export const ENDPOINTS: readonly Endpoint[] = [
  count,
  estimate,
  price,
  priceBatch,
  coreHours,
  compare,
  tariffs,
  tariff,
  models,
  modelHistory,
  openaiInputTokens,
  anthropicCountTokens,
  health,
  readiness,
  metrics,
  openapi,
  docsPage,
  problemPages,
  problemPage,
]
