import type { FxRate, FxTable } from '../money/fx-table.ts'
import { type Issue, issue, ok, type Result } from '../result.ts'
import { fxSchema } from './fx-schema.ts'
import { readShape, refused } from './read-shape.ts'

/**
 * Reads exchange rates of unknown origin, as `readJson` or `JSON.parse` gives them.
 *
 * Issues: those of `readShape`, and `repeated-fx-rate` for a second rate of one pair and day or month.
 *
 * @example
 * const json = readJson(text)
 * const fx = json.ok ? parseFx(json.value) : json
 */
export function parseFx(json: unknown): Result<FxTable> {
  const read = readShape(fxSchema, json)
  if (!read.ok) return read
  const { $schema: _schema, ...fx } = read.value
  const repeated = repeatedRates(fx.rates)
  return repeated.length > 0 ? refused(repeated) : ok(fx)
}

function repeatedRates(rates: readonly FxRate[]): readonly Issue[] {
  const places = new Map<string, string>()
  return rates.flatMap(({ from, to, day, month }, at) => {
    const when = day ?? month ?? ''
    const key = `${from} ${to} ${when}`
    const [place, other] = [`/rates/${at}`, places.get(key)]
    if (other !== undefined) return [issue('repeated-fx-rate', place, { from, to, when, other })]
    places.set(key, place)
    return []
  })
}
