import type { LosslessJson } from '../json/read-json.ts'
import { isGenaiPrices, readGenaiPrices } from './genai-prices.ts'
import { isLitellm, readLitellm } from './litellm.ts'
import { isModelsDev, readModelsDev } from './models-dev.ts'
import type { PriceMapFormat, ReadMap } from './price-map.ts'

interface JsonFormat {
  readonly title: string
  /** Where it is published. */
  readonly url: string
  readonly isOf: (document: LosslessJson) => boolean
  readonly read: (document: LosslessJson) => ReadMap
}

/** The formats that are JSON. Adding one is adding a file and an entry here. */
export const JSON_FORMATS: Readonly<Record<Exclude<PriceMapFormat, 'csv'>, JsonFormat>> = {
  'genai-prices': {
    title: 'genai-prices',
    url: 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json',
    isOf: isGenaiPrices,
    read: readGenaiPrices,
  },
  litellm: {
    title: 'LiteLLM model prices and context window',
    url: 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json',
    isOf: isLitellm,
    read: readLitellm,
  },
  'models-dev': {
    title: 'models.dev',
    url: 'https://models.dev/api.json',
    isOf: isModelsDev,
    read: readModelsDev,
  },
}
