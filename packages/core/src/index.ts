export { closestNames } from './closest-names.ts'
export { type CompileOptions, compileTariff } from './compile/compile-tariff.ts'
export { matchModels, withMatchedModel } from './compile/match-model.ts'
export {
  type Cell,
  type CellRate,
  countCells,
  type ModelTable,
  type PricedCellRate,
  type RateTable,
} from './compile/rate-table.ts'
export { formatTier, type TierInterval } from './compile/tier.ts'
export { type ErrorCode, isRatecardError, RatecardError } from './errors.ts'
export { estimateAudio } from './estimate/audio.ts'
export { type CoreUse, coreSeconds } from './estimate/core-hours.ts'
export {
  type CharacterCount,
  type CharacterCounts,
  countCharacters,
  openCharacters,
  spokenCharacters,
} from './estimate/count-characters.ts'
export { estimateImage, type ImageSize } from './estimate/image.ts'
export { readImageSize } from './estimate/read-image-size.ts'
export { countScripts, estimateText, type ScriptCounts } from './estimate/text.ts'
export type { SpecialTokens, TokenizeOptions, Tokenizer, TokenPiece } from './estimate/tokenizer.ts'
export { weighCharacters } from './estimate/weigh-characters.ts'
export { chargedPrice } from './history/charged-price.ts'
export { type ChangeKind, compareTariffs, type PriceChange, type TariffComparison } from './history/compare-tariffs.ts'
export {
  type ComparedAmount,
  compareUsage,
  type UncomparedUse,
  type UsageComparer,
  type UsageComparison,
  type UsagePeriod,
} from './history/compare-usage.ts'
export {
  type HistoryOptions,
  type ModelPrices,
  type PriceHistory,
  type PriceLine,
  type PriceSegment,
  priceHistory,
  pricesAt,
  type SegmentStatus,
  segmentAt,
} from './history/price-history.ts'
export { priceHistoryToJson } from './history/price-history-json.ts'
export { type ComparedList, type ComparedUsage, tariffDiffToJson } from './history/tariff-diff-json.ts'
export { ExactNumberValue, type LosslessJson, readJson } from './json/read-json.ts'
export { isMeterId, METER_IDS, type Meter, type MeterId, meter } from './meter/meter.ts'
export type { DisplayAmount } from './money/display-amount.ts'
export type { FxRate, FxSource, FxTable } from './money/fx-table.ts'
export { type Currency, currency, moneyCodes } from './money/money.ts'
export { type Json, type JsonObject, numberFields } from './number/number-json.ts'
export { exactly, isExact, type Range, sumRanges } from './number/range.ts'
export {
  compareRationals,
  formatDecimal,
  formatExact,
  multiplyRationals,
  parseDecimal,
  parseRational,
  type Rational,
  type RoundingMode,
  rational,
  roundRational,
  subtractRationals,
} from './number/rational.ts'
export { readByteSize } from './number/read-byte-size.ts'
export {
  DAY_MILLISECONDS,
  formatInstant,
  type Instant,
  localDay,
  localTime,
  readInstant,
  readOffset,
} from './period/instant.ts'
export { readDuration } from './period/read-duration.ts'
export type { Balance, ExpiryClaim } from './rating/balance.ts'
export { matchesFilter, type PriceListFilter, type PriceListNames, preferredLists } from './rating/choose-price-list.ts'
export type { AllowanceUse, BalanceUse, Explanation, LineItem, LineModifier, LineRate } from './rating/line-item.ts'
export { type KnowingList, type Knows, listsForModel } from './rating/lists-for-model.ts'
export { type OpenRequest, openBalances } from './rating/open-balances.ts'
export { type Prepaid, prepaid } from './rating/prepaid.ts'
export { priceAge } from './rating/price-age.ts'
export { unmetPreferences, withDefaults } from './rating/price-list-defaults.ts'
export type { RatingState } from './rating/settle.ts'
export { balancesToJson } from './receipt/balance-json.ts'
export { type CoreHoursRequest, rateCoreHours } from './receipt/core-hours.ts'
export { type Displayed, type DisplayOptions, displayTotals, withDisplay } from './receipt/display-totals.ts'
export {
  type CountedText,
  type EstimatedText,
  type EstimateRequest,
  estimate,
  estimateTurns,
  findModel,
  type PricedModel,
} from './receipt/estimate.ts'
export {
  type Counter,
  counterOf,
  findCounter,
  type InputCounter,
  inputCounterOf,
  type ModelCounter,
} from './receipt/find-counter.ts'
export { mergeReceipts } from './receipt/merge-receipts.ts'
export { comparePrinted, type PrintedFigure } from './receipt/published-example.ts'
export { rankReceipts } from './receipt/rank-receipts.ts'
export { type RateOptions, rate } from './receipt/rate.ts'
export { type ReceiptSummary, rateSummary, summarizeReceipt } from './receipt/rate-summary.ts'
export type { Receipt } from './receipt/receipt.ts'
export { receiptFromJson, receiptToJson } from './receipt/receipt-json.ts'
export { repeatTotals } from './receipt/repeat-totals.ts'
export { roundReceipt } from './receipt/round-receipt.ts'
export { failed, type Issue, issue, ok, type Params, type Result } from './result.ts'
export { canonicalJson } from './tariff/canonical-json.ts'
export { type Condition, conditionToFunction, conditionToSql, type SqlColumns } from './tariff/condition.ts'
export { applyContract, type Contract, type ContractReference, isContractFor } from './tariff/contract.ts'
export { facetToSql, MODE_NAMES, modeFacet, tariffFacets } from './tariff/facet.ts'
export { isForModel } from './tariff/is-for-model.ts'
export type { NameMatch } from './tariff/name-match.ts'
export type {
  Allowance,
  CharacterRule,
  Evidence,
  Localized,
  Modifier,
  RateCard,
  Tariff,
  TariffHashes,
} from './tariff/tariff.ts'
export { type MappedLeaf, normalizeUsage, type UsageMapping, withModel } from './usage/normalize-usage.ts'
export { requestUsage } from './usage/request-usage.ts'
export { type Basis, exactQuantities, type Quantities, type Quantity, type Usage } from './usage/usage.ts'
export { usageFromJson, usageToJson } from './usage/usage-json.ts'
export { chooseMapping, detectMapping, type MappingChoice, USAGE_MAPPINGS } from './usage/usage-mappings.ts'
