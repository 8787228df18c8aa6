import { setImmediate } from 'node:timers/promises'
import type { Issue } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { BodyGivenUp } from '../api/give-up-idle.ts'
import { priceBody } from '../endpoints/price-body.ts'
import type { Services } from '../services.ts'
import { type Fate, inSum, inWhole, summaryToJson, type Telling, tellRejected } from './batch-line.ts'
import { LinePricer } from './line-pricer.ts'
import { type Line, splitLines } from './split-lines.ts'

interface Options {
  /** Whole receipts in place of compact lines. */
  readonly isWhole: boolean
  readonly locale: Locale
  /** Is told of the milliseconds that each turn took. */
  readonly computed: (milliseconds: number) => void
}

/** Milliseconds after which it is the turn of other requests. */
const TURN = 8

/** Lines after which the clock is looked at: a look takes as long as a hundredth of a line. */
const LOOK = 8

/**
 * Prices the lines of a body as they come, one after the other, and says in the order of the lines what became of each;
 * the last line counts them. No more is read than the reader of the answer takes. Of a body that does not come whole, the
 * lines that came are told, and the last line says why there are no more.
 */
export async function* priceLines(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  services: Services,
  { isWhole, locale, computed }: Options,
): AsyncGenerator<string> {
  const counts: Record<Fate, number> = { rated: 0, unrated: 0, rejected: 0 }
  const tell = isWhole ? teller(inWhole, services, locale, counts) : teller(inSum, services, locale, counts)
  const most = Math.min(priceBody.limit, services.bodies.bytes)
  let givenUp: Issue | undefined
  try {
    for await (const lines of splitLines(parts, most)) yield* inTurns(lines, tell, computed)
  } catch (error) {
    if (!(error instanceof BodyGivenUp)) throw error
    givenUp = error.issue
  }
  yield `${JSON.stringify(summaryToJson(counts, givenUp, locale))}\n`
}

async function* inTurns(
  lines: Iterable<Line>,
  tell: (line: Line) => string,
  computed: Options['computed'],
): AsyncGenerator<string> {
  let [text, since, untilLook] = ['', performance.now(), LOOK]
  for (const line of lines) {
    text += tell(line)
    if (--untilLook > 0) continue
    untilLook = LOOK
    if (performance.now() - since < TURN) continue
    computed(performance.now() - since)
    yield text
    await setImmediate()
    text = ''
    since = performance.now()
  }
  if (text === '') return
  computed(performance.now() - since)
  yield text
}

/** What prices a line, counts it and says what became of it. */
function teller<T>(
  { rate, fate, tell }: Telling<T>,
  services: Services,
  locale: Locale,
  counts: Record<Fate, number>,
): (line: Line) => string {
  const pricer = new LinePricer(rate, services)
  return ({ number, text }) => {
    const rated = text.ok ? pricer.price(text.value) : text
    const status = rated.ok ? fate(rated.value) : 'rejected'
    counts[status]++
    services.metrics?.countLine(status)
    return `${rated.ok ? tell(number, status, rated.value) : tellRejected(number, rated.issues, locale)}\n`
  }
}
