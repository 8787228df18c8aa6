import type { Tariff } from '@ratecard/core'
import { groupDigits, meterName } from '@ratecard/core/messages'
import { characterRuleText, spanText } from './counter-text.ts'
import { whenTexts, withDetails } from './line-name.ts'
import type { Page } from './page.ts'
import { boundsText } from './render-rates.ts'
import { hang, printable } from './text-width.ts'

type Estimation = NonNullable<Tariff['estimations']>[string]

interface RuleSection {
  readonly title: string
  readonly lines: readonly string[]
}

/** What a price list says besides prices: free quota, changes of price, rules of thumb. */
export const renderRules = (
  tariff: Tariff,
  references: ReadonlyMap<string, string>,
  page: Page,
): readonly RuleSection[] => {
  const bullet = (text: string, source: string) =>
    hang('  -', printable(`${text} ${references.get(source) ?? ''}`.trim()), 4, page.width)
  return [
    {
      title: 'allowances',
      lines: (tariff.allowances ?? []).flatMap((allowance) => bullet(allowanceText(allowance, page), allowance.source)),
    },
    {
      title: 'modifiers',
      lines: (tariff.modifiers ?? []).flatMap(({ name, factor, meters, source }) =>
        bullet(page.say('tariff.modifier', { name: name[page.locale], factor, meters: names(meters, page) }), source),
      ),
    },
    { title: 'estimations', lines: estimationLines(tariff, references, page) },
  ]
}

const names = (meters: readonly string[], { locale }: Page): readonly string[] =>
  meters.map((id) => meterName(id, locale))

const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ')

type Allowance = NonNullable<Tariff['allowances']>[number]

/** What an allowance covers, how much and how long it is, and what other sources claim. */
function allowanceText(
  { name, meters, quantity, when, tier, validity = [], claims = [], ...rest }: Allowance,
  page: Page,
) {
  const { say, locale } = page
  const conditions = [...whenTexts(when ?? {}, page), ...(tier ? [boundsText(tier)] : [])]
  const lengths = validity.map(({ days, months, until, opened = {} }) => {
    if (until !== undefined) return say('tariff.until', { until: minuteOf(until) })
    const length = days === undefined ? say('tariff.months', { months: months ?? '' }) : say('tariff.days', { days })
    if (days === undefined && months === undefined) return say('tariff.renews')
    const window = [
      ...(opened.from === undefined ? [] : [say('tariff.opened-from', { from: minuteOf(opened.from) })]),
      ...(opened.until === undefined ? [] : [say('tariff.opened-until', { until: minuteOf(opened.until) })]),
    ]
    return window.length === 0 ? length : say('tariff.opened', { length, window })
  })
  const details = [
    ...(quantity === undefined ? [] : [groupDigits(quantity)]),
    ...(rest.per === 'model' ? [say('tariff.per-model')] : []),
    ...conditions,
    ...new Set(lengths),
    ...(claims.length > 0 ? [say('tariff.claims', { claims: claims.map(({ label }) => label[locale]) })] : []),
  ]
  const covers = say('tariff.covers', { name: name[locale], meters: names(meters, page) })
  return withDetails(covers, details.length === 0 ? [] : [details.join(say('details.separator'))], page)
}

function estimationLines(tariff: Tariff, references: ReadonlyMap<string, string>, page: Page): readonly string[] {
  const used = new Set(tariff.cards.flatMap(({ estimation }) => estimation ?? []))
  return Object.entries(tariff.estimations ?? {})
    .filter(([name]) => used.has(name))
    .flatMap(([name, estimation]) => {
      const reference = references.get(estimation.source) ?? ''
      const texts = ruleTexts(estimation, page)
      if (texts.length === 0) return []
      return [
        `  ${page.style('bold', printable(name))} ${reference}`.trimEnd(),
        ...texts.flatMap((text) => hang('    -', printable(text), 6, page.width)),
      ]
    })
}

function ruleTexts(
  { text, characters, image, audio, flat = [], notes = [] }: Estimation,
  page: Page,
): readonly string[] {
  const { locale, say } = page
  return [
    ...(text ? [say('tariff.rule-text', { chinese: spanText(text.chinese), other: spanText(text.other) })] : []),
    ...(characters ? [characterRuleText(characters, say)] : []),
    ...(image ? [imageRuleText(image, say)] : []),
    ...(audio ? [audioRuleText(audio, say)] : []),
    ...flat.map(({ meter, when = {}, tokens, note }) => {
      const name = withDetails(meterName(meter, locale), whenTexts(when, page), page)
      const rule = { name, tokens: groupDigits(tokens ?? ''), note: note?.[locale] ?? '' }
      return say(tokens === undefined ? 'tariff.rule-none' : 'tariff.rule-flat', rule).trimEnd()
    }),
    ...notes.map((note) => note[locale]),
  ]
}

function imageRuleText({ patch, grid }: NonNullable<Estimation['image']>, say: Page['say']): string {
  if (grid === undefined) return say('tariff.rule-image', { patch })
  const { maximumPixels, minimumTokens, extraTokens } = grid
  return say('tariff.rule-grid', {
    patch,
    pixels: groupDigits(maximumPixels),
    least: minimumTokens,
    extra: extraTokens,
  })
}

function audioRuleText(
  { tokensPerSecond: rate, minimumSeconds }: NonNullable<Estimation['audio']>,
  say: Page['say'],
): string {
  return minimumSeconds === undefined
    ? say('tariff.rule-audio', { rate })
    : say('tariff.rule-audio-shortest', { rate, shortest: minimumSeconds })
}
