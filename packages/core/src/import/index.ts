export { importPriceMap } from './import-price-map.ts'
export { type KeptModel, type KeptPrices, keepEarlierPrices } from './keep-earlier-prices.ts'
export {
  type ImportCounts,
  type ImportedPriceMap,
  type ImportOptions,
  PRICE_MAP_FORMATS,
  type PriceMapFormat,
  type RejectedModel,
} from './price-map.ts'
