import {
  type Allowance,
  chargedPrice,
  formatExact,
  formatInstant,
  formatTier,
  type Instant,
  isForModel,
  type Modifier,
  multiplyRationals,
  type PriceHistory,
  type PriceLine,
  type RateCard,
  type Tariff,
  type TariffHashes,
  tariffFacets,
} from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages'
import type { ComparedExample } from '../pricing/compare-examples.ts'
import { dayText } from './day-text.ts'
import { isUsual, lineTitle, unusual } from './line-name.ts'
import type { Page } from './page.ts'
import { priceRuns } from './price-run.ts'
import { renderExamples } from './render-examples.ts'
import { renderMatrix } from './render-matrix.ts'
import { renderRules } from './render-rules.ts'
import { renderSource } from './render-source.ts'
import { heading, section } from './render-tariff.ts'
import { hang, printable } from './text-width.ts'

/** One model of a price list with what was found out about it. */
export interface ShownModel {
  /** The price list with the cards of the model alone. */
  readonly tariff: Tariff
  readonly hashes: TariffHashes | undefined
  readonly model: string
  /** What is in force at the instant; none where no observation reaches. */
  readonly card: RateCard | undefined
  readonly at: Instant
  readonly lines: readonly PriceLine[]
  readonly history: PriceHistory
  readonly examples: readonly (readonly ComparedExample[])[]
}

/** A model for a person: its prices in force as a matrix, what else is said of it, its history in short, the sources. */
export function renderModel(shown: ShownModel, page: Page): string {
  const { tariff, model, at } = shown
  const lines = shown.lines.filter((line) => isNews(line, shown.lines, tariff))
  const used = usedSources(shown)
  const references = new Map(used.map((id, place) => [id, `[${place + 1}]`]))
  const sources = used.flatMap((id, place) => {
    const source = tariff.sources[id]
    return source ? renderSource(`  [${place + 1}]`, source, page) : []
  })
  const own = { ...tariff, ...ownRules(shown) }
  const title = page.say('model.prices', { model, at: formatInstant(at) })
  return [
    heading(tariff, shown.hashes, page),
    section('', factLines(shown, page).join('\n'), page, printable(model)),
    section(
      '',
      lines.length === 0 ? page.say('model.none') : renderMatrix(lines, { tariff, references }, page),
      page,
      title,
    ),
    ...renderRules(own, references, page).map((rule) => section(rule.title, rule.lines.join('\n'), page)),
    ...shown.examples.filter((one) => one.length > 0).map((one) => renderExamples([model], one, page)),
    section('', historyLines(shown, page).join('\n'), page, page.say('model.history')),
    section('notes', noteLines(shown, page).join('\n'), page),
    section('sources', sources.join('\n'), page),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Whether a price is another than without one of its facet values, and not nothing by a rule that is told below. */
function isNews(line: PriceLine, lines: readonly PriceLine[], tariff: Tariff): boolean {
  const rate = line.segments[0]?.rate
  if (rate === undefined) return true
  if (rate.modifiers.some(({ factor }) => factor.numerator === 0)) return false
  return unusual(line.facets, tariff).every(([name]) => {
    const twin = lines.find((other) => isTwin(line, other, name, tariff))
    return twin?.segments[0]?.rate?.id !== rate.id
  })
}

/** Whether a line is another one with a facet at its usual value. */
const isTwin = (line: PriceLine, other: PriceLine, name: string, tariff: Tariff): boolean =>
  other.meter === line.meter &&
  formatTier(other.tier) === formatTier(line.tier) &&
  other.facets[name] === tariffFacets(tariff)[name]?.default &&
  Object.entries(line.facets).every(([facet, value]) => facet === name || other.facets[facet] === value)

/** The rules that can touch a price of the model. */
function ownRules({ tariff, model, lines }: ShownModel): Pick<Tariff, 'modifiers' | 'allowances'> {
  const { modifiers = [], allowances = [] } = tariff
  const isOwn = (rule: Modifier | Allowance): boolean =>
    isForModel(rule, model) && lines.some(({ meter }) => rule.meters.includes(meter))
  return { modifiers: modifiers.filter(isOwn), allowances: allowances.filter(isOwn) }
}

/** Snapshot, other names, context limit, tokenizer. */
function factLines({ card, tariff, model }: ShownModel, { say, width }: Page): readonly string[] {
  const names = new Set(tariff.cards.flatMap((one) => [one.model, ...(one.aliases ?? [])]))
  names.delete(model)
  const facts = [
    ['model.snapshot', card?.snapshot],
    ['model.aliases', names.size === 0 ? undefined : [...names].join(', ')],
    ['tariff.context', card?.contextLimit && groupDigits(card.contextLimit)],
    ['model.tokenizer', card?.tokenizer],
  ] as const
  return facts.flatMap(([key, text]) => (text ? hang(`  ${say(key)}`, printable(text), 14, width) : []))
}

/** Of each meter, where nothing else is asked for, when which price began: `2024-05-21 4, 2024-09-19 0.8 CNY / 1,000,000`. */
function historyLines({ history, at }: ShownModel, page: Page): readonly string[] {
  const { tariff, model, lines } = history
  const usual = lines.filter(({ facets }) => isUsual(facets, tariff))
  const main = usual.length > 0 ? usual : lines
  const firsts = main.filter(({ meter }, place) => main.findIndex((line) => line.meter === meter) === place)
  const hint = page.say('model.history-hint', { model, id: tariff.id })
  return [
    ...firsts.flatMap((line) =>
      hang('  -', `${lineTitle(line, tariff, page)}: ${runsText(line, tariff, at)}`, 4, page.width),
    ),
    ...hang('', hint, 2, page.width),
  ]
}

function runsText(line: PriceLine, { timeZone }: Tariff, at: Instant): string {
  const runs = priceRuns(line.segments).filter(({ from }) => from <= at)
  const per = line.segments.flatMap(({ rate }) => rate ?? []).at(-1)?.per
  const texts = runs.map(({ from, segments: [segment] }) => {
    const since = Number.isFinite(from) ? `${dayText(from, timeZone)} ` : ''
    const price = segment?.rate && chargedPrice(segment.rate)
    return `${since}${price && per ? groupDigits(formatExact(multiplyRationals(price, per))) : '—'}`
  })
  const currency = line.segments.flatMap(({ rate }) => rate ?? []).at(-1)?.currency ?? ''
  const units = per && formatExact(per) !== '1' ? ` / ${groupDigits(formatExact(per))}` : ''
  return `${texts.join(' → ')} ${currency}${units}`
}

/** Notes of the list and of the cards, and what the vendor's sources disagree about. */
function noteLines({ tariff }: ShownModel, { locale, width }: Page): readonly string[] {
  const own = tariff.cards.flatMap(({ notes = [], caveats = [] }) => [...notes, ...caveats.map(({ note }) => note)])
  const texts = new Set([...(tariff.notes ?? []), ...own].map((note) => note[locale]))
  return [...texts].flatMap((note) => hang('  -', printable(note), 4, width))
}

/** The sources that the page refers to: those of prices, rules and caveats. */
function usedSources(shown: ShownModel): readonly string[] {
  const { tariff, lines } = shown
  const { modifiers = [], allowances = [] } = ownRules(shown)
  const rates = lines.flatMap(({ segments: [segment] }) => segment?.rate ?? segment?.candidates ?? [])
  const named = [
    ...rates.flatMap(({ card }) => [card.source, ...card.rates.flatMap(({ source }) => source ?? [])]),
    ...[...modifiers, ...allowances].map(({ source }) => source),
    ...tariff.cards.flatMap(({ estimation = '' }) => tariff.estimations?.[estimation]?.source ?? []),
    ...tariff.cards.flatMap(({ caveats = [] }) => caveats.map(({ source }) => source)),
  ]
  return [...new Set(named)].filter((id) => Object.hasOwn(tariff.sources, id))
}
