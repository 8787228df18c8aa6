import {
  isMeterId,
  type MeterId,
  parseDecimal,
  type Quantities,
  type Quantity,
  type RateTable,
  type Result,
} from '@ratecard/core'
import { readBodyText } from '../api/read-json-body.ts'
import { type Call, priceBody, priceCall, readCall } from '../endpoints/price-body.ts'
import { stretchOf } from '../pricing/price-book.ts'
import { type RateUsage, tablesFor } from '../pricing/rate-request.ts'
import { momentOf, readMoment } from '../pricing/read-choice.ts'
import type { Services } from '../services.ts'
import { type Filled, fillsOf, takeApart } from './take-apart.ts'

/** Forms that are kept: a batch has a few for each model, and names made up by a client do not fill the memory. */
const MOST_KEPT = 200
const LONGEST_KEPT = 1000

/** Forms that a line is compared with before it is taken apart: to see that it is of another takes a glance. */
const MOST_RECENT = 16

/** A form, and what the first line of it chose. */
interface Known extends Omit<Filled, 'fills'> {
  readonly call: Call
  readonly meters: readonly MeterId[]
  /** The price lists for the stretch of time that was asked for last. */
  tables?: Result<readonly RateTable[]>
  stretch?: number
}

/**
 * Prices lines, each as `POST /v1/price` prices a body. Most lines are like one before but for when and how much: what
 * the first of a form chose is kept for the next.
 */
export class LinePricer<T> {
  readonly #rate: RateUsage<T>
  readonly #services: Services
  readonly #known = new Map<string, Known>()
  /** Those met last, the newest first. */
  readonly #recent: Known[] = []

  constructor(rate: RateUsage<T>, services: Services) {
    this.#rate = rate
    this.#services = services
  }

  price(text: string): Result<T> {
    for (const known of this.#recent) {
      const fills = fillsOf(text, known.form)
      const priced = fills && this.#priceKnown(known, fills)
      if (priced) return priced
    }
    return this.#priceOther(text)
  }

  #priceOther(text: string): Result<T> {
    const filled = takeApart(text)
    const known = filled && this.#known.get(filled.form.join(''))
    if (known && !this.#recent.includes(known)) this.#meet(known)
    return (known && this.#priceKnown(known, filled.fills)) ?? this.#priceNew(text, filled)
  }

  #meet(known: Known): void {
    this.#recent.unshift(known)
    if (this.#recent.length > MOST_RECENT) this.#recent.pop()
  }

  /** Undefined where what fills the form is to be refused. */
  #priceKnown(known: Known, fills: readonly string[]): Result<T> | undefined {
    const stated = readMoment(fills[known.instantAt], '/at')
    const quantities = quantitiesOf(known, fills)
    if (!stated.ok || quantities === undefined) return undefined
    const at = stated.value ?? momentOf(this.#services.now())
    const stretch = stretchOf(at.instant)
    const { usage, choice } = known.call
    if (known.tables === undefined || known.stretch !== stretch) {
      known.tables = tablesFor(usage.model, at, choice, this.#services)
      known.stretch = stretch
    }
    if (!known.tables.ok) return known.tables
    const { grain, requests, model, facets, dimensions, issues } = usage
    const own = { grain, requests, model, facets, dimensions, issues, at: at.text, quantities }
    return this.#rate(own, known.tables.value, choice, this.#services)
  }

  #priceNew(text: string, filled: Filled | undefined): Result<T> {
    const isKept = filled !== undefined && text.length <= LONGEST_KEPT && this.#known.size < MOST_KEPT
    const read = readBodyText(isKept ? copied(text) : text, priceBody)
    const call = read.ok ? readCall(read.value.fields, read.value.documents) : read
    if (!call.ok) return call
    if (isKept && isFilled(call.value, filled)) this.#keep(call.value, filled)
    return priceCall(call.value, this.#rate, this.#services)
  }

  #keep(call: Call, { form: pieces, instantAt }: Filled): void {
    const form = pieces.map(copied)
    this.#known.set(copied(form.join('')), { form, instantAt, call, meters: metersOf(call) })
  }
}

/** Whether what fills the form is all that the call used: not so for one that is known from a response. */
function isFilled(call: Call, { fills, instantAt }: Filled): boolean {
  const meters = metersOf(call)
  const numbers = fills.length - (instantAt < 0 ? 0 : 1)
  return !call.isNamedInResponse && numbers > 0 && numbers === meters.length && meters.every(isMeterId)
}

const metersOf = ({ usage }: Call) => Object.keys(usage.quantities) as MeterId[]

/** A text of its own: a piece of a longer one would keep all of that in memory. */
const copied = (text: string): string => Buffer.from(text).toString()

function quantitiesOf({ meters, instantAt }: Known, fills: readonly string[]): Quantities | undefined {
  const quantities: Partial<Record<MeterId, Quantity>> = {}
  let at = 0
  for (const id of meters) {
    if (at === instantAt) at++
    const value = parseDecimal(fills[at++] ?? '')
    if (value === undefined) return undefined
    quantities[id] = { low: value, likely: value, high: value, basis: 'reported' }
  }
  return quantities
}
