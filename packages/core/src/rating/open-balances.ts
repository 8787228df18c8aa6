import { exactly } from '../number/range.ts'
import { rational } from '../number/rational.ts'
import { DAY_MILLISECONDS, daysAfter, type Instant, localDay, monthsAfter, readInstant } from '../period/instant.ts'
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
import { isForModel } from '../tariff/is-for-model.ts'
import type { Allowance, Evidence, OpeningWindow, Tariff, Validity } from '../tariff/tariff.ts'
import type { Balance, ExpiryClaim } from './balance.ts'
import { kindOf } from './cover.ts'

export interface OpenRequest {
  /** When the account was opened: RFC 3339, or a calendar day of the tariff's clock: some instant of it. */
  readonly opened: string
  /** Chooses the month of what renews: RFC 3339, or a calendar day. Default the opening. */
  readonly at?: string
  /** Default all models of the tariff. */
  readonly models?: readonly string[]
  /** Evidence to use beyond the vendor's own pages, notices and bills. */
  readonly allowEvidence?: readonly Evidence[]
}

const VENDOR_EVIDENCE: readonly Evidence[] = ['vendor-page', 'vendor-notice', 'bill']

/**
 * The balances with which an account begins: its free quota, for each model where each has its own. Where sources claim
 * different ends (90 days, or the three calendar months of a bill) the earlier one is used and all are kept as `claims`.
 * So are the rules of both sides where a rule changes on the day of opening and no hour was given. What renews has the
 * month of `at`. Resource packs and savings plans are bought, so none of them is opened.
 *
 * Days and months begin at midnight of the tariff's clock on the day of opening, and the end is exclusive; a month that
 * has no such day ends on its last.
 *
 * Issues: `instant-without-offset`, `invalid-instant`, `unknown-model`, `no-validity`, `no-balance-to-open`.
 *
 * @example
 * const opened = openBalances(tariff, { opened: '2026-04-02' })
 */
export function openBalances(tariff: Tariff, request: OpenRequest): Result<readonly Balance[]> {
  const opened = readMoment(request.opened, tariff, '/opened')
  const at = readMoment(request.at ?? request.opened, tariff, '/at')
  const names = new Set(tariff.cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))
  const models = request.models ?? [...names]
  const unknown = models.filter((model) => !names.has(model))
  const issues = [
    ...(opened.ok ? [] : opened.issues),
    ...(at.ok || request.at === undefined ? [] : at.issues),
    ...unknown.map((model) => issue('unknown-model', '/models', { model: shown(model), filter: [tariff.id] })),
  ]
  if (!opened.ok || !at.ok || issues.length > 0) return failed(...issues)
  const allowed = new Set<string>([...VENDOR_EVIDENCE, ...(request.allowEvidence ?? [])])
  const given = (tariff.allowances ?? []).filter((allowance) => kindOf(allowance) === 'free-quota')
  const isAllowed = ({ source }: Allowance) => allowed.has(tariff.sources[source]?.evidence ?? '')
  const found = given
    .filter(isAllowed)
    .map((allowance) =>
      openAllowance(allowance, { tariff, models, opened: windowOf(request.opened, opened.value), at: at.value }),
    )
  const missing = found.flatMap((balances) => (balances.ok ? [] : balances.issues))
  if (missing.length > 0) return failed(...missing)
  const balances = found.flatMap((own) => (own.ok ? own.value : []))
  if (balances.length > 0) return ok(balances)
  const withheld = given.filter((allowance) => !isAllowed(allowance)).map(({ id }) => id)
  return failed(issue('no-balance-to-open', '', { tariff: tariff.id, withheld }))
}

const DAY = /^\d{4}-\d\d-\d\d$/

const readMoment = (text: string, { timeZone }: Tariff, path: string): Result<Instant> =>
  readInstant(DAY.test(text) ? midnight(text, timeZone) : text, path)

const midnight = (day: string, timeZone: string): string => `${day}T00:00:00${timeZone}`

/** The instants at which an account may have been opened: one, or those of a calendar day. */
interface Window {
  readonly first: Instant
  readonly last: Instant
}

const windowOf = (text: string, first: Instant): Window => ({
  first,
  last: DAY.test(text) ? first + DAY_MILLISECONDS - 1 : first,
})

interface Opening {
  readonly tariff: Tariff
  readonly models: readonly string[]
  readonly opened: Window
  readonly at: Instant
}

/** The balances of one allowance: one for each model, or one for the account. */
function openAllowance(allowance: Allowance, opening: Opening): Result<readonly Balance[]> {
  const own = opening.models.filter((model) => isForModel(allowance, model))
  const models = allowance.per === 'model' ? own : own.slice(0, 1)
  const ends = (allowance.validity ?? [])
    .filter(({ opened }) => isWithin(opened, opening.opened))
    .map((validity) => endOf(validity, allowance, opening))
    .sort((a, b) => instantOf(a.until) - instantOf(b.until))
  const balances = models.flatMap((model): Balance[] => {
    const quantity = quantityOf(allowance, model, opening.opened)
    if (quantity === undefined) return []
    const [first, ...others] = ends
    const parts = [
      allowance.id,
      ...(allowance.per === 'model' ? [model] : []),
      ...(first?.isRenewed ? [first.from.slice(0, 7)] : []),
    ]
    return [
      {
        id: parts.join(' '),
        allowance: allowance.id,
        tariff: opening.tariff.id,
        ...(allowance.per === 'model' && { model }),
        remaining: exactly(rational(quantity)),
        ...(first && { from: first.from, until: first.until }),
        ...(others.length > 0 && { claims: ends.map(({ until, rule, source }) => ({ until, rule, source })) }),
      },
    ]
  })
  const isEndless = balances.length > 0 && allowance.validity !== undefined && ends.length === 0
  return isEndless ? failed(noValidity(allowance)) : ok(balances)
}

const noValidity = ({ id }: Allowance): Issue => issue('no-validity', '/opened', { allowance: id })

function quantityOf({ grants = [], quantity }: Allowance, model: string, opened: Window): string | undefined {
  const grant = grants.find((own) => (own.models?.includes(model) ?? true) && isWithin(own.opened, opened))
  return grant?.quantity ?? quantity
}

function instantOf(text: string): Instant {
  const read = readInstant(text)
  return read.ok ? read.value : Number.POSITIVE_INFINITY
}

function isWithin({ from, until }: OpeningWindow = {}, { first, last }: Window): boolean {
  const [start, end] = [from, until].map((text) => (text === undefined ? undefined : readInstant(text)))
  return !((start?.ok && last < start.value) || (end?.ok && first >= end.value))
}

interface End extends ExpiryClaim {
  readonly from: string
  readonly isRenewed: boolean
}

function endOf(validity: Validity, allowance: Allowance, { tariff: { timeZone }, opened, at }: Opening): End {
  const isRenewed = validity.renews !== undefined
  const today = localDay(isRenewed ? at : opened.first, timeZone)
  const start = isRenewed ? `${today.slice(0, 7)}-01` : today
  return {
    from: midnight(start, timeZone),
    ...lasting(validity, start, timeZone),
    source: validity.source ?? allowance.source,
    isRenewed,
  }
}

function lasting({ days, months, until }: Validity, start: string, timeZone: string): Pick<End, 'until' | 'rule'> {
  if (until !== undefined) return { until, rule: `until ${until}` }
  if (days !== undefined) return { until: midnight(daysAfter(start, Number(days)), timeZone), rule: `${days} days` }
  const end = midnight(monthsAfter(start, Number(months ?? 1)), timeZone)
  return { until: end, rule: months === undefined ? 'each month' : `${months} months` }
}
