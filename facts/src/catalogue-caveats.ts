import { groupBy } from './group-by.ts'
import type { Caveat } from './model-caveats.ts'
import type { GaveWay } from './prefer-claims.ts'
import { catalogueOf } from './price-of-fact.ts'
import { type Claim, isVendor } from './read-claims.ts'

/** Two catalogues contradict each other and the vendor prints no price in this currency: what both say is told. */
export function catalogueCaveats(gaveWay: readonly GaveWay[], currency: string): readonly Caveat[] {
  const pairs = gaveWay.filter(({ claim, rivals }) => !isVendor(claim) && rivals.every((rival) => !isVendor(rival)))
  const [first] = pairs
  const source = first?.claim.sources[0]
  if (first === undefined || source === undefined) return []
  const byMeter = [...groupBy(pairs, ({ claim: { rate } }) => rate.meter)]
  const [used, other] = [nameOf(first.rivals), nameOf([first.claim])]
  const said = byMeter.map(([meter, own]) => ({
    meter: WORDS[meter] ?? { en: meter, zh: meter },
    used: pricesOf(own.flatMap(({ rivals }) => rivals)),
    other: pricesOf(own.map(({ claim }) => claim)),
  }))
  const per = first.claim.rate.per
  const en = said.map(({ meter, ...told }) => `${meter.en}: ${used} says ${told.used}, ${other} says ${told.other}`)
  const zh = said.map(({ meter, ...told }) => `${meter.zh}：${used} 为 ${told.used}，${other} 为 ${told.other}`)
  return [
    {
      note: {
        en: `Catalogues disagree on this model, in ${currency} for ${per} tokens. ${en.join('; ')}. From the day on which ${used} was read its prices are used: they agree with the vendor's list in yuan.`,
        zh: `第三方价目对该模型说法不一（${currency}/${per} Token）。${zh.join('；')}。自读取 ${used} 之日起用其价格：与官方人民币价目一致。`,
      },
      source,
    },
  ]
}

const WORDS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  input_tokens: { en: 'Input', zh: '输入' },
  output_tokens: { en: 'output', zh: '输出' },
}

const nameOf = (claims: readonly Claim[]): string => catalogueOf(claims[0]?.sources[0] ?? '')?.name ?? ''

const pricesOf = (claims: readonly Claim[]): string =>
  [...new Set(claims.map(({ rate }) => `${rate.price}${conditionOf(rate)}`))].join(', ')

function conditionOf({ tier, when }: Claim['rate']): string {
  const words = [
    ...(tier?.le === undefined ? [] : [`≤ ${tier.le}`]),
    ...(tier?.le === undefined && tier?.gt !== undefined ? [`> ${tier.gt}`] : []),
    ...Object.entries(when ?? {}).map((pair) => pair.join('=')),
  ]
  return words.length === 0 ? '' : ` (${words.join(', ')})`
}
