import type { RateTable } from '../compile/rate-table.ts'
import { conversationTurns, type Turn } from '../estimate/conversation.ts'
import type { CharacterCounts } from '../estimate/count-characters.ts'
import { estimateText, type ScriptCounts } from '../estimate/text.ts'
import { weighCharacters } from '../estimate/weigh-characters.ts'
import type { MeterId } from '../meter/meter.ts'
import { exactly, type Range } from '../number/range.ts'
import { formatExact, isZero, ONE, type Rational, rational, ZERO } from '../number/rational.ts'
import { readInstant, startOfDay } from '../period/instant.ts'
import { contains } from '../period/period.ts'
import { choosePriceList, type PriceList, type PriceListFilter } from '../rating/choose-price-list.ts'
import { NO_STATE, type RatingState } from '../rating/settle.ts'
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
import type { CharacterRule, Estimation, RateCard } from '../tariff/tariff.ts'
import { requestUsage } from '../usage/request-usage.ts'
import type { Basis, Quantities, Usage } from '../usage/usage.ts'
import { hasMedia, type MediaInput, mediaQuantities, mediaWarnings, repeated } from './media-input.ts'
import { mergeReceipts } from './merge-receipts.ts'
import { type RateOptions, rate } from './rate.ts'
import type { Receipt } from './receipt.ts'

/** Text as it was counted: exactly, by the model's tokenizer; by script for a rule of thumb; or its characters. */
export type CountedText =
  | { readonly tokens: Rational }
  | { readonly scripts: ScriptCounts }
  | { readonly characters: CharacterCounts }

/** Text whose tokens nobody has counted yet, such as `estimateTokens` of `@ratecard/core/estimator` estimates them. */
export interface EstimatedText {
  readonly tokenRange: Range
}

/** What is about to be sent. */
export interface EstimateRequest extends MediaInput {
  readonly model: string
  /** RFC 3339 with an offset: the instant whose prices apply. */
  readonly at: string
  readonly facets?: Readonly<Record<string, string>>
  readonly text?: CountedText | EstimatedText
  /** Images that come out. */
  readonly images?: Rational
  /** Tokens that each answer is taken to have. */
  readonly outputTokens?: Rational
  /** Turns of one conversation, whose history is read again each time. Default 1. */
  readonly turns?: number
  /** Requests, or conversations, alike. Default 1. */
  readonly requests?: number
  readonly fileBytes?: Rational
}

const MAX_RATED = 10_000
/** Requests that are charged alike, whatever they hold, are one usage; more than this are no count. */
const MAX_COUNT = 1e15

/** A model as its price list describes it at an instant; the card is missing where no observation reaches. */
export interface PricedModel {
  readonly list: PriceList
  readonly card?: RateCard
  /** What it has prices for at that instant, whatever the facets. */
  readonly meters: ReadonlySet<string>
  readonly estimation?: Estimation
}

/** Finds the price list and the card of a model: which tokenizer it has, which rule of thumb, which context limit. */
export function findModel(
  name: string,
  tables: readonly RateTable[],
  filter: PriceListFilter,
  at: string,
): Result<PricedModel> {
  const instant = readInstant(at, '/at')
  if (!instant.ok) return instant
  const list = choosePriceList(name, tables, filter, instant.value)
  if (!list.ok) return list
  const cells = list.value.model.cells.filter((cell) => contains(cell, instant.value))
  const card = cells[0]?.card
  const meters = new Set(cells.flatMap(({ rates }) => Object.keys(rates)))
  const estimation = list.value.table.tariff.estimations?.[card?.estimation ?? '']
  return ok({ list: list.value, meters, ...(card && { card }), ...(estimation && { estimation }) })
}

/** The rule for the characters of a text, where the model has a price for them and none for tokens that go in. */
export function charactersRule({ meters, estimation }: PricedModel): CharacterRule | undefined {
  return meters.has('characters') && !meters.has('input_tokens') ? estimation?.characters : undefined
}

/**
 * Prices a call before it is made. A conversation is rated turn by turn, each turn in its own tier.
 *
 * Issues: those of `rate`, and `nothing-to-estimate`, `no-text-rule`, `no-image-rule`, `no-audio-rule`,
 * `too-many-requests`, `no-characters-rule`, `turns-of-characters`, and `context-exceeded` when input and output do not fit the model's context.
 */
export function estimate(
  request: EstimateRequest,
  tables: readonly RateTable[],
  options: RateOptions,
): Result<Receipt> {
  const model = findModel(request.model, tables, options.filter ?? {}, request.at)
  if (!model.ok) return model
  const receipts = rateEach(request, model.value, tables, options)
  if (!receipts.ok) return receipts
  const [first, ...rest] = receipts.value
  if (first === undefined) return failed(issue('nothing-to-estimate', ''))
  const merged = mergeReceipts([first, ...rest])
  return ok({ ...merged, warnings: [...merged.warnings, ...estimateWarnings(request, model.value)] })
}

/**
 * The receipts that {@link estimate} adds up: one for each turn of a conversation, to show how it grows.
 *
 * Issues: those of {@link estimate}.
 */
export function estimateTurns(
  request: EstimateRequest,
  tables: readonly RateTable[],
  options: RateOptions,
): Result<readonly Receipt[]> {
  const model = findModel(request.model, tables, options.filter ?? {}, request.at)
  return model.ok ? rateEach(request, model.value, tables, options) : model
}

function rateEach(
  request: EstimateRequest,
  model: PricedModel,
  tables: readonly RateTable[],
  options: RateOptions,
): Result<readonly Receipt[]> {
  const usages = estimateUsages(request, model)
  if (!usages.ok) return usages
  const receipts: Receipt[] = []
  let state = options.state ?? NO_STATE
  for (const usage of usages.value) {
    const receipt = rate(usage, tables, { ...options, state })
    if (!receipt.ok) return receipt
    const exceeded = receipt.value.warnings.find(({ code }) => code === 'context-exceeded')
    if (exceeded) return failed(usages.value.length > 1 ? atTurn(exceeded, receipts.length + 1) : exceeded)
    receipts.push(receipt.value)
    state = afterReceipt(state, receipt.value)
  }
  return ok(receipts)
}

const atTurn = ({ code, path, params }: Issue, turn: number): Issue =>
  issue(code, path, { ...params, turn: String(turn) })

/** How the quantities came about, what the vendor says of its own rule of thumb, and what the request leaves out. */
function estimateWarnings(request: EstimateRequest, model: PricedModel): readonly Issue[] {
  const { meters, estimation } = model
  const { text, outputTokens, turns = 1 } = request
  if (text === undefined && !hasMedia(request)) return []
  const rounds = turns > 1 ? [issue('history-billed', '', { turns: String(turns), earlier: String(turns - 1) })] : []
  const media = mediaWarnings(request, model)
  const characters = text && 'characters' in text ? characterWarnings(text.characters, model) : []
  const counted = [...media, ...characters]
  const late = counted.length > 0 ? ruleSeenLater(request.at, model) : []
  const notes = (estimation?.notes ?? []).map(({ en, zh }) => issue('note', '', { en, zh }))
  const isOutputPriced = meters.has('output_tokens') && outputTokens === undefined
  return [...rounds, ...counted, ...late, ...notes, ...(isOutputPriced ? [issue('output-not-stated', '')] : [])]
}

/** How the characters add up. */
function characterWarnings(counts: CharacterCounts, model: PricedModel): readonly Issue[] {
  const rule = charactersRule(model)
  if (rule === undefined) return []
  const { ideograph, other } = rule
  const params = { ideographs: String(counts.ideographs), others: String(counts.others), ideograph, other }
  return [issue('characters-counted', '', { ...params, characters: formatExact(weighCharacters(counts, rule)) })]
}

/** That the rule was first seen later than the call, where it was. */
function ruleSeenLater(at: string, { estimation, list }: PricedModel): readonly Issue[] {
  const instant = readInstant(at)
  const { checked = '' } = list.table.tariff.sources[estimation?.source ?? ''] ?? {}
  const seen = startOfDay(checked, 0)
  return instant.ok && seen !== undefined && instant.value < seen ? [issue('rule-seen-later', '', { checked })] : []
}

function afterReceipt(state: RatingState, receipt: Receipt): RatingState {
  const { remaining, balances } = receipt.state?.after ?? {}
  const used = Object.entries(receipt.state?.after.usedInPeriod ?? {}).map(([id, { likely }]) => [id, likely])
  return {
    remaining: { ...state.remaining, ...remaining },
    usedInPeriod: { ...state.usedInPeriod, ...Object.fromEntries(used) },
    ...(state.prepaid && balances && { prepaid: state.prepaid.carry(balances) }),
  }
}

function estimateUsages(request: EstimateRequest, model: PricedModel): Result<readonly Usage[]> {
  const { turns = 1, requests = 1, text, outputTokens } = request
  if (![turns, requests].every(isCount))
    return failed(issue('invalid-count-of-requests', '/turns', { came: [String(turns), String(requests)] }))
  if (text && 'characters' in text) return spokenUsages(text.characters, request, model)
  const isFlat = text === undefined && !hasMedia(request) && outputTokens === undefined
  return isFlat ? flatUsage(request, model) : turnUsages(request, model)
}

/** A usage for each turn of each conversation. */
function turnUsages(request: EstimateRequest, model: PricedModel): Result<readonly Usage[]> {
  const { turns = 1, requests = 1, text, outputTokens } = request
  if (turns * requests > MAX_RATED) return tooMany(turns * requests)
  if (request.fileBytes !== undefined && model.estimation?.flat === undefined)
    return failed(issue('no-file-rule', '/fileBytes', { model: shown(request.model) }))
  const textTokens = inputOf(text, model, request)
  const media = mediaQuantities(request, model, request.model)
  if (!textTokens.ok || !media.ok) return failed(...[textTokens, media].flatMap((read) => (read.ok ? [] : read.issues)))
  const output = exactly(outputTokens ?? ZERO)
  const conversation = conversationTurns(textTokens.value, output, turns)
  const basis: Basis = text && 'tokens' in text ? 'counted' : 'estimated'
  const usages = conversation.map((turn, earlier) => {
    const read = repeated(media.value, earlier + 1)
    const quantities = turnQuantities(turn, read, { basis, hasText: text !== undefined, outputTokens, turns })
    return usageOf(request, { ...countedQuantities(request), ...quantities })
  })
  return ok(Array.from({ length: requests }, () => usages).flat())
}

/** Text that is charged by its characters: nothing of an earlier request is charged again. */
function spokenUsages(counts: CharacterCounts, request: EstimateRequest, model: PricedModel): Result<readonly Usage[]> {
  const { turns = 1, requests = 1, outputTokens } = request
  const rule = charactersRule(model)
  if (rule === undefined) return failed(issue('no-characters-rule', '/text', { model: shown(request.model) }))
  if (turns > 1) return failed(issue('turns-of-characters', '/turns', { model: shown(request.model) }))
  const media = mediaQuantities(request, model, request.model)
  if (!media.ok) return media
  if (requests > MAX_RATED) return tooMany(requests)
  const usage = usageOf(request, {
    ...countedQuantities(request),
    characters: counted(weighCharacters(counts, rule)),
    ...media.value,
    ...(outputTokens && { output_tokens: { ...exactly(outputTokens), basis: 'estimated' } }),
  })
  return ok(Array.from({ length: requests }, () => usage))
}

const isCount = (value: number): boolean =>
  value >= 1 && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY)

interface TurnContext {
  readonly basis: Basis
  readonly hasText: boolean
  readonly outputTokens: Rational | undefined
  readonly turns: number
}

function turnQuantities({ input, output }: Turn, media: Quantities, context: TurnContext): Quantities {
  const { basis, hasText, outputTokens, turns } = context
  const isInput = hasText || (turns > 1 && !isZero(input.high))
  return {
    ...(isInput && { input_tokens: { ...input, basis: turns > 1 ? 'estimated' : basis } }),
    ...media,
    ...(outputTokens && { output_tokens: { ...output, basis: 'estimated' } }),
  }
}

/** Images out, a usage for each request; or requests charged alike whatever they hold, one usage for all. */
function flatUsage(request: EstimateRequest, { meters, estimation }: PricedModel): Result<readonly Usage[]> {
  const { images, requests = 1 } = request
  const flat = new Set(estimation?.flat?.map(({ meter }) => meter))
  const isCounted = (id: MeterId) => flat.has(id) || meters.has(id)
  if (images === undefined && !(isCounted('requests') && (request.requests ?? request.fileBytes) !== undefined))
    return failed(issue('nothing-to-estimate', '', { model: shown(request.model) }))
  if (requests > MAX_COUNT || (images !== undefined && requests > MAX_RATED)) return tooMany(requests)
  const alike = images === undefined ? requests : 1
  const quantities: Quantities = {
    ...countedQuantities(request),
    ...(isCounted('requests') && { requests: counted(rational(alike)) }),
  }
  const usage = usageOf(request, quantities, rational(alike))
  return ok(Array.from({ length: requests / alike }, () => usage))
}

const tooMany = (came: number): Result<never> =>
  failed(issue('too-many-requests', '/turns', { came: String(came), limit: String(MAX_RATED) }))

const counted = (value: Rational) => ({ ...exactly(value), basis: 'counted' as const })

const countedQuantities = ({ images, fileBytes }: EstimateRequest): Quantities => ({
  ...(images && { images: counted(images) }),
  ...(fileBytes && { file_bytes: counted(fileBytes) }),
})

const usageOf = ({ at, model, facets = {} }: EstimateRequest, quantities: Quantities, requests = ONE): Usage =>
  requestUsage({ at, model, facets, quantities, requests })

function inputOf(
  text: EstimateRequest['text'],
  { estimation }: PricedModel,
  { model }: EstimateRequest,
): Result<Range> {
  if (text === undefined) return ok(exactly(ZERO))
  if ('tokens' in text) return ok(exactly(text.tokens))
  if ('tokenRange' in text) return ok(text.tokenRange)
  if (!('scripts' in text) || estimation?.text === undefined)
    return failed(issue('no-text-rule', '/text', { model: shown(model) }))
  return ok(estimateText(text.scripts, estimation.text))
}
