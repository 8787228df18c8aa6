import type { RateCard } from '@ratecard/core'
import { sourceOf } from './fact.ts'
import type { Claim } from './read-claims.ts'
import printed from './vocabulary/caveats.json' with { type: 'json' }
import tiers from './vocabulary/tiers.json' with { type: 'json' }

export type Caveat = NonNullable<RateCard['caveats']>[number]

/** The console's bounds, by the page's. */
const BOUNDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(tiers.consoleBounds).map(([console, page]) => [page, console]),
)

/** What a receipt says of the prices of one model in one list. */
export const modelCaveats = (list: string, model: string, claims: readonly Claim[]): readonly Caveat[] => [
  ...tierCaveats(claims),
  ...volumeCaveats(claims),
  ...(printed as readonly (Caveat & { readonly lists: readonly string[]; readonly models: readonly string[] })[])
    .filter(({ lists, models }) => lists.includes(list) && models.includes(model))
    .map(({ lists: _lists, models: _models, ...caveat }) => caveat),
]

/** The page says that K is 1,000; the console stores the bounds in units of 1,024. */
function tierCaveats(claims: readonly Claim[]): readonly Caveat[] {
  const ofVendor = claims.filter(({ sources }) => sources.some((key) => sourceOf(key).evidence !== 'catalogue'))
  const ends = new Set(ofVendor.flatMap(({ rate }) => rate.tier?.le ?? []))
  return [...ends].flatMap((page) => {
    const console = BOUNDS[page]
    if (console === undefined) return []
    return {
      note: {
        en: `The price page ends this tier at ${page} tokens (K = 1,000), the console at ${console} (K = 1,024): this request lies between them, and the page's bound is used.`,
        zh: `价格页的阶梯上限为 ${page} Token（K = 1,000），控制台为 ${console}（K = 1,024）：本次请求介于两者之间，此处按价格页计。`,
      },
      source: 'console-2026-05-27',
      tier: { gt: page, le: console },
    }
  })
}

function volumeCaveats(claims: readonly Claim[]): readonly Caveat[] {
  const source = claims.find(({ rate }) => rate.steps !== undefined)?.sources.at(-1)
  if (source === undefined) return []
  return [
    {
      note: {
        en: 'The page does not say whether its volume prices hold for each image in its own step or for all images of the month; each in its own step is assumed, by month and instance.',
        zh: '价格页未说明阶梯价是分段计价还是达到后全量适用；此处按月、按实例分段计价。',
      },
      source,
    },
  ]
}
