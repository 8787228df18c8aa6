import { countsTokens, METER_IDS, type MeterId, meter } from '../meter/meter.ts'

const KINDS = ['direction', 'modality', 'cache', 'phase', 'ttl'] as const

/** Whether one meter counts all that the other counts, and perhaps more. */
function covers(whole: MeterId, part: MeterId): boolean {
  if (!countsTokens(whole) || !countsTokens(part) || meter(part).direction === undefined) return whole === part
  return (
    meter(whole).direction !== undefined &&
    KINDS.every((kind) => meter(whole)[kind] === undefined || meter(whole)[kind] === meter(part)[kind])
  )
}

/**
 * Those of the given meters that say most narrowly what a meter counts: itself, else the next wider ones. More than one
 * where none of them lies within another.
 */
export function coveringMeters(id: MeterId, among: Iterable<MeterId>): readonly MeterId[] {
  const wider = [...among].filter((other) => covers(other, id))
  return wider.filter((one) => !wider.some((other) => other !== one && covers(one, other)))
}

/** The next of the given meters on the way outwards from what is counted to what it is counted within. */
export function nextWithin(id: MeterId, among: ReadonlySet<MeterId>): MeterId | undefined {
  let current: MeterId | undefined = id
  while (current !== undefined && !among.has(current)) current = meter(current).within
  return current
}

/** Every meter of tokens that is counted within another, with that one. */
export const WITHIN: Readonly<Partial<Record<MeterId, MeterId>>> = /* @__PURE__ */ Object.fromEntries(
  METER_IDS.flatMap((id) => (meter(id).within === undefined ? [] : [[id, meter(id).within]])),
)

/** The meters that count what goes into a model, whose sum chooses a tier. */
export const INPUT_METERS: readonly MeterId[] = /* @__PURE__ */ METER_IDS.filter(
  (id) => countsTokens(id) && meter(id).direction === 'input',
)
