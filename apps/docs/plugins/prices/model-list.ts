import {
  comparePrinted,
  compileTariff,
  exactQuantities,
  formatExact,
  type Instant,
  type MeterId,
  type PriceLine,
  priceAge,
  priceHistory,
  pricesAt,
  type RateCard,
  rate,
  rational,
  requestUsage,
  type Tariff,
} from '@ratecard/core'
import { groupDigits, meterName, renderMessage } from '@ratecard/core/messages'
import { historyLine } from './history-lines.ts'
import type { ListSummary, ModelList, PrintedFigures, RuleNote } from './price-data.ts'
import { isNews, priceTables } from './price-tables.ts'
import { unusualFacets, type Voice } from './price-text.ts'
import { ruleNotes } from './rule-notes.ts'
import { SourceList } from './source-list.ts'

export interface ModelOfList {
  readonly model: string
  readonly tariff: Tariff
  readonly list: ListSummary
  readonly asOf: Instant
}

/** What one price list says of a model: prices, rules, history, sources. */
export function modelList({ model, tariff, list, asOf }: ModelOfList, voice: Voice): ModelList {
  const sources = new SourceList(voice)
  const context = { tariff, sources, voice, asOf }
  const cards = tariff.cards.filter((card) => card.model === model || card.aliases?.includes(model))
  const current = pricesAt(tariff, asOf, { models: [model] }).flatMap((prices) => prices.lines)
  const news = current.filter((line) => isNews(line, current, tariff))
  const { lines } = priceHistory(tariff, model)
  const isUsual = (line: PriceLine) => unusualFacets(line, tariff).length === 0
  const usual = lines.some(isUsual) ? lines.filter(isUsual) : lines
  const others = lines.filter((line) => !usual.includes(line) && isNews(line, lines, tariff))
  const tables = priceTables(news, context)
  const rules = ruleNotes(context, model, lines)
  return {
    ...{ id: list.id, href: list.href, name: list.name, anchor: list.id.split('/')[1] ?? list.id },
    facts: factsOf(model, cards, list, voice),
    warnings: warningsOf(news.some(isUsual) ? news.filter(isUsual) : news, asOf, voice),
    ...{ tables, rules },
    caveats: caveatsOf(cards, context),
    figures: cards.flatMap((card) => printedFigures(card, context)),
    history: usual.map((line) => historyLine(line, context)),
    moreHistory: others.map((line) => historyLine(line, context)),
    notes: [...new Set(cards.flatMap(({ notes = [] }) => notes.map((note) => note[voice.locale])))],
    sources: sources.all,
  }
}

function factsOf(model: string, cards: readonly RateCard[], list: ListSummary, { say }: Voice): ModelList['facts'] {
  const card = cards.at(-1)
  const names = [...new Set(cards.flatMap((one) => [one.model, ...(one.aliases ?? [])]))].filter(
    (name) => name !== model,
  )
  const facts = [
    ['list.scope', list.scope],
    ['list.currency', list.currency],
    ['model.snapshot', card?.snapshot],
    ['model.names', names.length > 0 && names.length <= 6 ? names.join(say('comma')) : undefined],
    ['model.context', card?.contextLimit && groupDigits(card.contextLimit)],
    ['model.tokenizer', card?.tokenizer],
  ] as const
  return facts.flatMap(([label, text]) => (text ? [[say(label), text] as const] : []))
}

/** How old prices are that are carried on from their last sight: the oldest tells for all. */
function warningsOf(lines: readonly PriceLine[], asOf: Instant, { locale, say }: Voice): readonly string[] {
  const ages = lines.flatMap(({ meter, segments: [segment] }) => priceAge(meter, segment?.rate, asOf))
  const seen = [...new Set(ages.map(({ params }) => String(params.seen)))].sort()
  return seen.map((day) => {
    const own = ages.filter(({ params }) => params.seen === day)
    const meters = [...new Set(own.flatMap(({ params }) => params.meters as string | readonly string[]))]
    const names = meters.map((id) => meterName(id, locale)).join(say('comma'))
    return say('warning.carried', { meters: names, seen: day, days: String(own[0]?.params.days) })
  })
}

function caveatsOf(cards: readonly RateCard[], { tariff, sources, voice }: CaveatContext): readonly RuleNote[] {
  const caveats = cards.flatMap((card) => card.caveats ?? [])
  const texts = new Map(caveats.map(({ note, source }) => [note[voice.locale], source]))
  return [...texts].map(([text, source]) => ({ text, sources: sources.numbers([tariff.sources[source]]) }))
}

type CaveatContext = Pick<ModelOfList, 'tariff'> & { readonly sources: SourceList; readonly voice: Voice }

type Context = Pick<ModelOfList, 'tariff' | 'asOf'> & { readonly voice: Voice }

/** Figures that the vendor prints beside its prices, each compared with what rating gives for the same use. */
function printedFigures(card: RateCard, { tariff, asOf, voice }: Context): readonly PrintedFigures[] {
  const { examples = [] } = card
  const table = compileTariff(tariff, { models: [card.model] })
  const compared = examples.map((example) => {
    const values = Object.entries(example.quantities).map(([id, value]) => [id as MeterId, rational(value)] as const)
    const at = new Date(asOf).toISOString()
    const usage = requestUsage({ at, model: card.model, quantities: exactQuantities(values, 'counted') })
    const receipt = rate(usage, [table], { id: card.id, engine: 'docs' })
    const total = receipt.ok ? receipt.value.totals.find(({ currency }) => currency === example.currency) : undefined
    const exact = total?.amount.likely
    return { example, exact, figure: exact && comparePrinted(example.printed, exact) }
  })
  if (compared.length === 0) return []
  const rows = compared.map(({ example, exact, figure }) => ({
    label: example.label[voice.locale],
    printed: `${example.printed} ${example.currency}`,
    exact: exact ? formatExact(exact) : '',
    remark: figure ? voice.say(`printed.${figure.kind}`) : '',
    isWrong: figure?.kind === 'contradicts',
  }))
  const contradictions = compared.flatMap(({ example: { printed, label }, exact, figure }) =>
    exact && figure?.kind === 'contradicts'
      ? [{ printed, exact: formatExact(exact), expected: formatExact(figure.expected), en: label.en, zh: label.zh }]
      : [],
  )
  return [
    {
      rows,
      contradictions: contradictions.map((params) => renderMessage('printed-figure-contradicts', params, voice.locale)),
    },
  ]
}
