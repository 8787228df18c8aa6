import type { Tariff } from '@ratecard/core'
import { groupDigits, meterName } from '@ratecard/core/messages'
import { spanText } from './counter-text.ts'
import type { Page } from './page.ts'
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
      lines: (tariff.allowances ?? []).flatMap(({ name, meters, quantity, source }) =>
        bullet(allowanceText(name[page.locale], meters, quantity, page), source),
      ),
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

function allowanceText(name: string, meters: readonly string[], quantity: string | undefined, page: Page): string {
  const covers = page.say('tariff.covers', { name, meters: names(meters, page) })
  return quantity === undefined ? covers : `${covers} (${groupDigits(quantity)})`
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

function ruleTexts({ text, image, flat = [], notes = [] }: Estimation, { locale, say }: Page): readonly string[] {
  return [
    ...(text ? [say('tariff.rule-text', { chinese: spanText(text.chinese), other: spanText(text.other) })] : []),
    ...(image ? [say('tariff.rule-image', { patch: image.patch })] : []),
    ...flat.map(({ meter, when = {}, tokens, note }) => {
      const conditions = Object.entries(when).map(([facet, value]) => `${facet}=${value}`)
      const name = [meterName(meter, locale), ...(conditions.length > 0 ? [`(${conditions.join(', ')})`] : [])].join(
        ' ',
      )
      const rule = { name, tokens: groupDigits(tokens ?? ''), note: note?.[locale] ?? '' }
      return say(tokens === undefined ? 'tariff.rule-none' : 'tariff.rule-flat', rule).trimEnd()
    }),
    ...notes.map((note) => note[locale]),
  ]
}
