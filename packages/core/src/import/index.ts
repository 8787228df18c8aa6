export { importPriceMap } from './import-price-map.ts'
export {
  type ImportCounts,
  type ImportedPriceMap,
  type ImportOptions,
  PRICE_MAP_FORMATS,
  type PriceMapFormat,
} from './price-map.ts'
