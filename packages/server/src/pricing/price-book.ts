import { createHash } from 'node:crypto'
import {
  canonicalJson,
  compileTariff,
  type Evidence,
  failed,
  type Instant,
  type KnowingList,
  listsForModel,
  matchModels,
  ok,
  type PriceListFilter,
  type RateTable,
  type Result,
  type Tariff,
  type TariffHashes,
  withMatchedModel,
} from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { serverIssue, shorten } from '../problems/server-issue.ts'

/** A price list of the book, loaded. */
export interface BookList extends KnowingList {
  readonly list: Tariff
  readonly hashes: TariffHashes
  /** Every name it prices, aliases included, in the order of the list. */
  readonly names: ReadonlySet<string>
  readonly origin: 'bundled' | 'file'
  /** The list as JSON, of which its hash is. */
  readonly canonical: () => string
}

/** Which prices are asked for. */
export interface Asked {
  readonly model: string
  readonly at: Instant
  readonly filter: PriceListFilter
  /** One price list by its id. */
  readonly tariff?: string | undefined
  /** What was recorded later is not known. */
  readonly asOf?: Instant | undefined
  readonly allowEvidence: readonly Evidence[]
}

/** The price lists of a server. */
export interface PriceBook {
  readonly lists: readonly BookList[]
  /**
   * The lists that may price a model.
   *
   * Issues: `unknown-tariff`.
   */
  readonly listsFor: (asked: Pick<Asked, 'model' | 'filter' | 'tariff'>) => Result<readonly BookList[]>
  /**
   * The same, compiled for that model. Each is compiled once for the days around the instant, and kept.
   *
   * Issues: those of `listsFor`, and `ambiguous-model`.
   */
  readonly tablesFor: (asked: Asked) => Result<readonly RateTable[]>
}

export const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

/** @param known its hash, for a list that comes with Ratecard. */
export function bookList(tariff: Tariff, known?: string): BookList {
  const names = new Set(tariff.cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))
  const hasRules = tariff.cards.some(({ match }) => match !== undefined)
  let json: string | undefined
  const cards = new Map<string, string>()
  const card = (id: string): string => {
    const hash = cards.get(id) ?? sha256(tariff.cards.find((one) => one.id === id))
    cards.set(id, hash)
    return hash
  }
  return {
    list: tariff,
    hashes: { sha256: known ?? sha256(tariff), card },
    names,
    origin: known === undefined ? 'file' : 'bundled',
    canonical: () => {
      json ??= canonicalJson(tariff)
      return json
    },
    knows: (model) => {
      if (names.has(model)) return 'exactly'
      return hasRules && matchModels(model, tariff).length > 0 ? 'by-rule' : 'not'
    },
  }
}

/** The price lists that come with Ratecard. */
export const bundledLists = (): Promise<readonly BookList[]> =>
  Promise.all(BUNDLED_TARIFFS.map(async ({ load, sha256: whole }) => bookList(await load(), whole)))

/** Compiled models that are kept: those of the busiest server fit, and names made up by a client do not fill the memory. */
const MOST_KEPT = 500

export function openPriceBook(lists: readonly BookList[]): PriceBook {
  const tables = new Map<string, Result<RateTable>>()
  const answers = new Map<string, Result<readonly RateTable[]>>()
  const tableFor = (list: BookList, asked: Asked): Result<RateTable> => {
    const isKnown = list.knows(asked.model) !== 'not'
    const key = keyOf(list, asked, isKnown ? asked.model : '')
    return tables.get(key) ?? keep(tables, key, compileFor(list, asked, isKnown))
  }
  const listsFor: PriceBook['listsFor'] = ({ model, filter, tariff }) => {
    if (tariff === undefined) return ok(listsForModel(model, lists, filter))
    const named = lists.filter(({ list, hashes }) => list.id === tariff || hashes.sha256 === tariff)
    const candidates = lists.map(({ list }) => list.id)
    return named.length > 0
      ? ok(named)
      : failed(serverIssue('unknown-tariff', '/tariff', { came: shorten(tariff), candidates }))
  }
  return {
    lists,
    listsFor,
    tablesFor: (asked) => {
      const key = answerKey(asked)
      const known = answers.get(key)
      if (known) return known
      const own = listsFor(asked)
      if (!own.ok) return own
      const compiled = own.value.map((list) => tableFor(list, asked))
      const issues = compiled.flatMap((table) => (table.ok ? [] : table.issues))
      if (issues.length > 0) return failed(...issues)
      return keep(answers, key, ok(compiled.flatMap((table) => (table.ok ? [table.value] : []))))
    },
  }
}

/** Keeps a value; of too many the one that was made first is forgotten. */
function keep<T>(kept: Map<string, T>, key: string, value: T): T {
  kept.set(key, value)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  return value
}

const answerKey = ({ model, at, filter, tariff, asOf, allowEvidence }: Asked): string =>
  `${stretchOf(at)} ${filter.provider} ${filter.scope} ${filter.currency} ${tariff}\n${asOf} ${allowEvidence.join()}\n${model}`

const keyOf = ({ hashes }: BookList, { at, asOf, allowEvidence }: Asked, model: string): string =>
  `${hashes.sha256} ${stretchOf(at)} ${asOf ?? ''} ${allowEvidence.join()} ${model}`

function compileFor({ list, hashes }: BookList, asked: Asked, isKnown: boolean): Result<RateTable> {
  const models = isKnown ? [asked.model, ...matchModels(asked.model, list)] : []
  const table = compileTariff(list, { ...compileOptions(asked), models, hashes })
  return isKnown ? withMatchedModel(table, asked.model) : ok(table)
}

/** How prices are compiled for an instant: for the stretch of time it is in, so that the next instants find them made. */
export const compileOptions = ({ at, asOf, allowEvidence }: Asked) => ({
  horizon: { from: stretchOf(at), until: stretchOf(at) + STRETCH },
  allowEvidence,
  ...(asOf !== undefined && { asOf }),
})

/** 30 days: enough for a log of a month, and where prices depend on the clock still few cells. */
const STRETCH = 30 * 86_400_000

export const stretchOf = (at: Instant): Instant => Math.floor(at / STRETCH) * STRETCH
