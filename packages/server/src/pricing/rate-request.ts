import {
  failed,
  type Issue,
  ok,
  type PriceListFilter,
  type RateOptions,
  type RateTable,
  type Receipt,
  type ReceiptSummary,
  type Result,
  rate,
  rateSummary,
  summarizeReceipt,
  type Usage,
  withDefaults,
  withDisplay,
} from '@ratecard/core'
import type { Services } from '../services.ts'
import { VERSION } from '../version.ts'
import type { Choice, Moment } from './read-choice.ts'
import { momentOf } from './read-choice.ts'
import { tablesWithContract, withinLimits } from './with-contract.ts'

/** The price lists for a request, and what core must be told for a receipt and may not read for itself. */
export interface Pricing {
  readonly tables: readonly RateTable[]
  readonly options: RateOptions
}

/** Makes ready what prices a model at an instant. */
export function openPricing(model: string, at: Moment, choice: Choice, services: Services): Result<Pricing> {
  const tables = tablesFor(model, at, choice, services)
  return tables.ok ? ok({ tables: tables.value, options: optionsFor(choice, services) }) : tables
}

const optionsFor = (choice: Choice, services: Services): RateOptions => ({
  id: services.newId(),
  engine: VERSION,
  asOf: choice.asOf?.text ?? momentOf(services.now()).text,
  ...listOptions(choice, services),
})

function listOptions(choice: Choice, services: Services) {
  const filter = filterFor(choice, services)
  return choice.state ? { filter, state: choice.state } : { filter }
}

/** What a request says of the price list, and then what is usually meant; who names a list means that one. */
export const filterFor = (
  { filter, tariff }: Pick<Choice, 'filter' | 'tariff'>,
  { defaults }: Services,
): PriceListFilter => (defaults === undefined || tariff !== undefined ? filter : withDefaults(filter, defaults))

export function tablesFor(model: string, at: Moment, choice: Choice, services: Services): Result<readonly RateTable[]> {
  const { tariff, asOf, allowEvidence, contract } = choice
  const asked = {
    model,
    at: at.instant,
    filter: filterFor(choice, services),
    tariff,
    asOf: asOf?.instant,
    allowEvidence,
  }
  return contract === undefined ? services.book.tablesFor(asked) : agreedTables(asked, contract, services)
}

function agreedTables(
  asked: Parameters<Services['book']['tablesFor']>[0],
  contract: NonNullable<Choice['contract']>,
  { book }: Services,
): Result<readonly RateTable[]> {
  const lists = book.listsFor(asked)
  return lists.ok ? withinLimits(() => tablesWithContract(contract, lists.value, asked)) : lists
}

/** Rates a usage in one way or another: whole, or what it comes to. */
export type RateUsage<T> = (usage: Usage, tables: readonly RateTable[], choice: Choice, services: Services) => Result<T>

export const rateWhole: RateUsage<Receipt> = (usage, tables, choice, services) => {
  return issueReceipt(() => rate(usage, tables, optionsFor(choice, services)), tables, choice)
}

export const rateInSum: RateUsage<ReceiptSummary> = (usage, tables, choice, services) => {
  if (choice.display === undefined)
    return inFields(() => rateSummary(usage, tables, listOptions(choice, services)), choice)
  const receipt = rateWhole(usage, tables, choice, services)
  return receipt.ok ? ok(summarizeReceipt(receipt.value)) : receipt
}

/** Makes the receipt, shows its totals in the currency that is asked for, and says of issues which field they are about. */
export function issueReceipt(
  rate: () => Result<Receipt>,
  tables: readonly RateTable[],
  choice: Choice,
): Result<Receipt> {
  const receipt = inFields(rate, choice)
  const { display } = choice
  if (!receipt.ok || display === undefined) return receipt
  const own = tables.find(({ tariff }) => tariff.id === receipt.value.tariffs[0]?.id)
  return ok(
    withDisplay(receipt.value, display.fx, { currency: display.currency, timeZone: own?.tariff.timeZone ?? 'Z' }),
  )
}

function inFields<T>(rate: () => Result<T>, { contract }: Choice): Result<T> {
  const rated = contract === undefined ? rate() : withinLimits(rate)
  return rated.ok ? rated : failed(...rated.issues.map(inRequest))
}

/** The fields of a request that carry what core's JSON pointers point at, where the names differ. */
const FIELDS_BY_POINTER: ReadonlyMap<string, string> = new Map([
  ['quantities', 'usage'],
  ['images', 'image'],
  ['fileBytes', 'fileSize'],
  ['balances', 'balances/balances'],
])

function inRequest(issue: Issue): Issue {
  const [, field = '', ...rest] = issue.path.split('/')
  const own = FIELDS_BY_POINTER.get(field)
  return own === undefined ? issue : { ...issue, path: ['', own, ...rest].join('/') }
}
