import {
  failed,
  type Issue,
  ok,
  type RateOptions,
  type RateTable,
  type Receipt,
  type Result,
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
  const { filter, tariff, asOf, allowEvidence, contract } = choice
  const asked = { model, at: at.instant, filter, tariff, asOf: asOf?.instant, allowEvidence }
  const tables = contract === undefined ? services.book.tablesFor(asked) : agreedTables(asked, contract, services)
  if (!tables.ok) return tables
  return ok({
    tables: tables.value,
    options: {
      id: services.newId(),
      engine: VERSION,
      asOf: asOf?.text ?? momentOf(services.now()).text,
      filter,
      ...(choice.state && { state: choice.state }),
    },
  })
}

function agreedTables(
  asked: Parameters<Services['book']['tablesFor']>[0],
  contract: NonNullable<Choice['contract']>,
  { book }: Services,
): Result<readonly RateTable[]> {
  const lists = book.listsFor(asked)
  return lists.ok ? withinLimits(() => tablesWithContract(contract, lists.value, asked)) : lists
}

/** Makes the receipt, shows its totals in the currency that is asked for, and says of issues which field they are about. */
export function issueReceipt(
  rate: () => Result<Receipt>,
  tables: readonly RateTable[],
  choice: Choice,
): Result<Receipt> {
  const receipt = choice.contract === undefined ? rate() : withinLimits(rate)
  if (!receipt.ok) return failed(...receipt.issues.map(inRequest))
  const { display } = choice
  if (display === undefined) return receipt
  const own = tables.find(({ tariff }) => tariff.id === receipt.value.tariffs[0]?.id)
  return ok(
    withDisplay(receipt.value, display.fx, { currency: display.currency, timeZone: own?.tariff.timeZone ?? 'Z' }),
  )
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
