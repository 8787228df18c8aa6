import { type Allowance, isForModel, type Modifier, type PriceLine, type Tariff } from '@ratecard/core'
import { facetText, groupDigits, meterName } from '@ratecard/core/messages'
import type { RuleNote } from './price-data.ts'
import type { Voice } from './price-text.ts'
import type { SourceList } from './source-list.ts'

interface Context {
  readonly tariff: Tariff
  readonly sources: SourceList
  readonly voice: Voice
}

/** Free quota, plans and changes of price; with `lines`, those alone that can touch a price of the model. */
export function ruleNotes(context: Context, model?: string, lines: readonly PriceLine[] = []): readonly RuleNote[] {
  const { modifiers = [], allowances = [], sources: known } = context.tariff
  const isOwn = (rule: Modifier | Allowance): boolean =>
    model === undefined || (isForModel(rule, model) && lines.some(({ meter }) => rule.meters.includes(meter)))
  const note = (text: string, ids: readonly string[]): RuleNote => ({
    text,
    sources: context.sources.numbers(ids.map((id) => known[id])),
  })
  return [
    ...allowances.filter(isOwn).map((one) => note(allowanceText(one, context.voice), allowanceSources(one))),
    ...modifiers.filter(isOwn).map((one) => note(modifierText(one, context.voice), [one.source])),
  ]
}

const allowanceSources = ({ source, claims = [] }: Allowance): readonly string[] => [
  source,
  ...claims.map((claim) => claim.source),
]

const names = (meters: readonly string[], { locale, say }: Voice): string =>
  meters.map((id) => meterName(id, locale)).join(say('comma'))

const modifierText = ({ name, factor, meters }: Modifier, voice: Voice): string =>
  voice.say('rule.modifier', { name: name[voice.locale], factor, meters: names(meters, voice) })

function allowanceText({ name, meters, quantity, when = {}, validity = [], claims = [] }: Allowance, voice: Voice) {
  const { locale, say } = voice
  const details = [
    ...(quantity === undefined ? [] : [groupDigits(quantity)]),
    ...Object.entries(when).map(([facet, value]) => facetText(facet, value, locale)),
    ...new Set(validity.map((one) => validityText(one, voice))),
  ].join(say('comma'))
  const covers = say('rule.allowance', { name: name[locale], meters: names(meters, voice) })
  const others = claims.map(({ label }) => label[locale]).join(say('semicolon'))
  const text = details === '' ? covers : say('details', { text: covers, details })
  return others === '' ? text : say('rule.claims', { text, others })
}

function validityText({ days, months, until }: NonNullable<Allowance['validity']>[number], { say }: Voice): string {
  if (until !== undefined) return say('rule.until', { until: until.slice(0, 10) })
  if (days !== undefined) return say('rule.days', { days })
  return months === undefined ? say('rule.renews') : say('rule.months', { months })
}
