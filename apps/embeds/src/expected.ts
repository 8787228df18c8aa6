import {
  type CountedText,
  compileTariff,
  type EstimateRequest,
  estimate,
  exactQuantities,
  findModel,
  formatDecimal,
  isExact,
  type MeterId,
  meter,
  type Range,
  type RateTable,
  type Receipt,
  type Result,
  rate,
  rational,
  readInstant,
  requestUsage,
} from '@ratecard/core'
import { groupDigits, meterName, rangeText, statusReason, unitName } from '@ratecard/core/messages'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { loadTokenizer, type Tokenizer } from '@ratecard/tokenizers'
import type { Calculator, Choice, Shown } from './calculator.ts'

const OPTIONS = { id: 'expected', engine: '0.0.0' }

/** Noon on the vendor's clock: the instant that a calculator takes for a day. */
export const noonOf = (day: string): string => `${day}T12:00:00+08:00`

/** The rate table of a price list for some models. */
export async function tableFor({ list, day }: Choice, models: readonly string[]): Promise<RateTable> {
  const entry = BUNDLED_TARIFFS.find(({ id }) => id === list)
  const at = readInstant(noonOf(day))
  if (entry === undefined || !at.ok) throw new Error(`no list ${list} on ${day}`)
  const horizon = { from: at.value, until: at.value + 1 }
  return compileTariff(await entry.load(), { models, horizon, hashes: entry })
}

/** The receipt of stated quantities, by core alone. */
export async function receiptFor(
  choice: Choice,
  quantities: Readonly<Partial<Record<MeterId, string>>>,
  facets: Readonly<Record<string, string>> = {},
): Promise<Receipt> {
  const stated = Object.entries(quantities).map(([id, value]) => [id as MeterId, rational(value)] as const)
  const { model, day } = choice
  const usage = requestUsage({ model, at: noonOf(day), facets, quantities: exactQuantities(stated, 'reported') })
  return settled(rate(usage, [await tableFor(choice, [model])], OPTIONS))
}

/** The receipt of an estimate, by core alone. */
export async function estimateFor(
  choice: Choice,
  request: Omit<EstimateRequest, 'model' | 'at' | 'facets'>,
): Promise<Receipt> {
  const { model, day } = choice
  const table = await tableFor(choice, [model])
  return settled(estimate({ model, at: noonOf(day), facets: {}, ...request }, [table], OPTIONS))
}

/** The tokenizer that a price list names for a model. */
export async function tokenizerOf(choice: Choice): Promise<Tokenizer> {
  const found = findModel(choice.model, [await tableFor(choice, [choice.model])], {}, noonOf(choice.day))
  const tokenizer = found.ok ? found.value.card?.tokenizer : undefined
  if (tokenizer === undefined) throw new Error(`${choice.model} has no tokenizer`)
  return loadTokenizer(tokenizer)
}

export async function countedFor(choice: Choice, text: string): Promise<CountedText> {
  return { tokens: rational((await tokenizerOf(choice)).count(text)) }
}

export function settled<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

/** An amount as a cell shows it: `0.5 USD`, with its ends where it is a range. */
export function amountText(range: Range, currency: string, { words }: Calculator): string {
  const text = (end: keyof Range) => groupDigits(formatDecimal(range[end]))
  return `${text('likely')} ${currency}${isExact(range) ? '' : ` ${text('low')}${words.to}${text('high')}`}`
}

/** A receipt as a calculator shows it. */
export function shownReceipt(receipt: Receipt, calculator: Calculator): Shown {
  const { locale, words } = calculator
  const lines = receipt.lines.map((line) => {
    const { meter: id = 'requests', quantity, price, per = '', currency = '', amount } = line
    const unit = unitName(meter(id).unit, locale)
    return [
      meterName(id, locale),
      `${rangeText(quantity)} ${unit}`,
      price === undefined ? '' : `${price} ${currency} / ${groupDigits(per)} ${unit}`,
      amount ? amountText(amount, currency, calculator) : statusReason(line, locale),
    ]
  })
  const totals = receipt.totals.map(({ amount, currency }) => amountText(amount, currency, calculator))
  const label = receipt.totals.every(({ complete }) => complete) ? words.total : words.pricedPart
  const total = [label, ...(totals.length > 0 ? totals : [words.noTotal]), receipt.model.billed].join(' ')
  return { lines, total }
}
