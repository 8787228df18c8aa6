import type { InputCounter } from '@ratecard/core'
import { formatExact, type Issue, type LineItem, type Range, type Receipt } from '@ratecard/core'
import {
  basisName,
  explainLine,
  meterName,
  receiptFacets,
  renderMessage,
  statusReason,
  tierText,
} from '@ratecard/core/messages'
import { counterText } from './counter-text.ts'
import { amountFigure, priceFigure, rangeFigure } from './figures.ts'
import { withDetails } from './line-name.ts'
import type { Page } from './page.ts'
import { renderDisplay } from './render-display.ts'
import { renderSource, type ShownSource } from './render-source.ts'
import { type Cell, type Row, renderTable } from './table.ts'
import { GLUE, hang, printable, unbroken, widthOf, wrapText } from './text-width.ts'

/** A receipt for a person: what each line costs, why, who says so, and what to beware of. */
export function renderReceipt(receipt: Receipt, page: Page, counter?: InputCounter): string {
  const { lines, display = [] } = receipt
  const sources = sourcesOf([...lines.flatMap((line) => sourcesOfLine(line, receipt)), ...display])
  const shown = display.flatMap((own) => renderDisplay(own, sources.get(sourceKey(own.source))?.number, page))
  return [
    heading(receipt, page),
    [lineTable(receipt, page), ...shown].join('\n'),
    section('reasons', [...countLines(counter, page), ...reasons(receipt, sources, page)], page),
    section(
      'sources',
      [...sources.values()].flatMap((source) => sourceLines(source, page)),
      page,
    ),
    section(
      'warnings',
      receipt.warnings.flatMap((warning) => warningLines(warning, page)),
      page,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function heading(receipt: Receipt, page: Page): string {
  const { model, at, tariffs, contract, requests } = receipt
  const { style, say, width, locale } = page
  const name = model.requested === model.billed ? model.billed : `${model.requested} → ${model.billed}`
  const [tariff] = tariffs
  const count = formatExact(requests)
  const details = [
    ...(tariff ? [say('receipt.tariff', { id: tariff.id, version: tariff.version })] : []),
    ...(tariff?.sha256 ? [`sha256 ${tariff.sha256.slice(0, 12)}`] : []),
    ...(contract
      ? [say('receipt.contract', { name: contract.name, sha256: contract.sha256?.slice(0, 12) ?? '' })]
      : []),
    ...(count === '1' ? [] : [say('receipt.requests', { requests: count })]),
    ...receiptFacets(receipt, locale).map(unbroken),
  ]
  return [
    [style('bold', printable(name)), ...(at === undefined ? [] : [at])].join('  '),
    ...wrapText(printable(details.join(`${GLUE}· `)), width).map((line) => style('dim', line)),
  ].join('\n')
}

function lineTable({ lines, totals, provisional, contract }: Receipt, page: Page): string {
  const { say, locale } = page
  const beside = contract ? (['list', 'contracted'] as const) : []
  const rows = lines.map(
    (line): Row => [
      lineName(line, page),
      line.meter === undefined ? '' : quantityCell(line, page),
      line.meter === undefined ? '' : basisName(line.quantity.basis, locale),
      priceCell(line, page),
      ...beside.map((name) => moneyCell(line[name], line)),
      amountCell(line, page),
    ],
  )
  const columns = [
    { heading: say('receipt.meter') },
    { heading: say('receipt.quantity'), align: 'right' as const },
    { heading: say('receipt.basis') },
    { heading: say('receipt.price'), align: 'right' as const },
    ...beside.map((name) => ({ heading: say(`receipt.${name}`), align: 'right' as const })),
    { heading: say('receipt.amount'), align: 'right' as const },
  ]
  const table = renderTable(columns, [...rows, 'rule', ...totalRows(totals, lines, page, beside.length)], page)
  return provisional ? `${table}\n${say('receipt.provisional')}` : table
}

function totalRows(
  totals: Receipt['totals'],
  lines: readonly LineItem[],
  { say }: Page,
  columnsBeside: number,
): readonly Row[] {
  const row = (text: string, style: Cell['style']): Row => [
    { text: say('receipt.total'), style: 'bold' },
    '',
    '',
    '',
    ...Array.from({ length: columnsBeside }, () => ''),
    { text, ...(style && { style }) },
  ]
  if (totals.length === 0) {
    const isUnknown = lines.some(({ status, reason }) => status === 'unpriced' || reason === 'rule-not-stated')
    return [row(say(isUnknown ? 'receipt.total-unknown' : 'receipt.total-none'), isUnknown ? 'yellow' : 'dim')]
  }
  return totals.map(({ currency, amount, complete }) => {
    const text = amountFigure(amount, currency)
    return complete ? row(text, 'bold') : row(say('receipt.at-least', { amount: text }), 'yellow')
  })
}

const lineName = ({ meter }: LineItem, { locale, say }: Page): string =>
  meter === undefined ? say('receipt.rounding') : meterName(meter, locale)

/** What was used, and under it what is charged where quota, minimum or increment make that another quantity. */
function quantityCell({ quantity, billable }: LineItem, { say }: Page): string {
  const [used, charged] = [rangeFigure(quantity), billable && rangeFigure(billable)]
  return charged === undefined || charged === used ? used : `${used}\n${say('receipt.charged', { quantity: charged })}`
}

function priceCell({ price, per, currency = '', rates }: LineItem, page: Page): string {
  const { say } = page
  if (price !== undefined && per !== undefined) return priceFigure(price, per, currency)
  if (rates.length === 0) return '—'
  return rates
    .map((rate) => {
      const text = rate.price === undefined ? say('receipt.steps') : priceFigure(rate.price, rate.per, rate.currency)
      return withDetails(text, rate.tier === undefined ? [] : [tierText(rate.tier)], page)
    })
    .join('\n')
}

const moneyCell = (amount: Range | undefined, { currency = '' }: LineItem): string =>
  amount ? amountFigure(amount, currency) : '—'

function amountCell(line: LineItem, { locale, say }: Page): Cell {
  const { amount, currency = '', status } = line
  if (amount === undefined) return { text: statusReason(line, locale), style: status === 'unpriced' ? 'yellow' : 'dim' }
  const text = amountFigure(amount, currency)
  return status === 'free'
    ? { text: `${text}\n${say('brackets', { text: statusReason(line, locale) })}`, style: 'green' }
    : { text }
}

/** Who says so: a page of the vendor, or a contract, which has only a name. */
interface Named {
  readonly evidence?: LineItem['evidence'] | undefined
  readonly source?: Pick<ShownSource, 'title' | 'url' | 'checked'> | undefined
}

interface LineSource {
  readonly source: NonNullable<Named['source']>
  readonly evidence?: LineItem['evidence'] | undefined
  readonly number: number
}

/** The source of the price, then those of the changes of it. */
const sourcesOfLine = ({ source, evidence, modifiers }: LineItem, { contract }: Receipt): readonly Named[] => [
  { source, evidence },
  ...modifiers.map((modifier) =>
    modifier.evidence === 'contract' && contract
      ? { source: { title: contract.name }, evidence: modifier.evidence }
      : modifier,
  ),
]

/** Each source once, numbered in the order in which lines and amounts for display name them. */
function sourcesOf(named: readonly Named[]): ReadonlyMap<string, LineSource> {
  const sources = new Map<string, LineSource>()
  for (const { source, evidence } of named) {
    const key = sourceKey(source)
    if (source && !sources.has(key))
      sources.set(key, { source, number: sources.size + 1, ...(evidence && { evidence }) })
  }
  return sources
}

const sourceKey = (source: Named['source']): string => JSON.stringify(source ?? null)

const countLines = (counter: InputCounter | undefined, page: Page): readonly string[] =>
  counter ? hang('  ', counterText(counter, page), 2, page.width) : []

function reasons(receipt: Receipt, sources: ReadonlyMap<string, LineSource>, page: Page): readonly string[] {
  const { lines } = receipt
  const names = lines.map((line) => lineName(line, page))
  const indent = Math.max(...names.map(widthOf)) + 4
  return lines.flatMap((line, at) => {
    const numbers = sourcesOfLine(line, receipt).flatMap(({ source }) => sources.get(sourceKey(source))?.number ?? [])
    const references = [...new Set(numbers)].map((number) => `${GLUE}[${number}]`).join('')
    const reason = withHint(explainLine(line, page.locale), line.explain, page)
    return hang(`  ${names[at] ?? ''}`, `${reason}${references}`, indent, page.width)
  })
}

const sourceLines = ({ source, evidence, number }: LineSource, page: Page): readonly string[] =>
  renderSource(`  [${number}]`, { ...source, evidence }, page)

const warningLines = ({ code, params }: Issue, page: Page): readonly string[] =>
  hang('  -', withHint(renderMessage(code, params, page.locale), { code, params }, page), 4, page.width)

/** With the option that mends it, where there is one. */
const withHint = (text: string, { code, params }: Pick<Issue, 'code' | 'params'>, { say }: Page): string =>
  say.has(`hint.${code}`) ? say('hint', { text, option: say(`hint.${code}`, params) }) : text

function section(title: string, lines: readonly string[], { say, style }: Page): string {
  return lines.length === 0 ? '' : [style('bold', say(`receipt.${title}`)), ...lines].join('\n')
}
