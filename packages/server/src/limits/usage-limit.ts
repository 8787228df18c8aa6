import { isIP } from 'node:net'
import { Address6 } from 'ip-address'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

/** What is left to a caller. */
export interface Left {
  readonly units: number
  /** Until all units are there again. */
  readonly seconds: number
}

/** How much each caller may use: a window of a minute, counted in units of what an answer costs. */
export interface UsageLimit {
  readonly unitsPerMinute: number
  /** Spends units, also more than there are: what was done is done. */
  readonly spend: (caller: string, units: number) => Promise<Left>
  readonly left: (caller: string) => Promise<Left>
}

/** The window of the limit. */
export const LIMIT_SECONDS = 60

/** In the memory of this process. */
export function openUsageLimit(unitsPerMinute: number): UsageLimit {
  const limiter = new RateLimiterMemory({ points: unitsPerMinute, duration: LIMIT_SECONDS })
  const leftOf = (kept: RateLimiterRes | null): Left => ({
    units: unitsPerMinute - (kept?.consumedPoints ?? 0),
    seconds: Math.ceil((kept?.msBeforeNext ?? LIMIT_SECONDS * 1000) / 1000),
  })
  return {
    unitsPerMinute,
    spend: async (caller, units) => leftOf(await limiter.penalty(caller, units)),
    left: async (caller) => leftOf(await limiter.get(caller)),
  }
}

/** Bytes of a body that cost as much as a millisecond of computing: what counting and pricing take to read them. */
const BYTES_PER_UNIT = 10_000

/** What an answer cost, in whole units. */
export const unitsOf = (bytes: number, milliseconds: number): number =>
  1 + Math.ceil(bytes / BYTES_PER_UNIT) + Math.floor(milliseconds)

/** Who a limit is for, where no key says so: an address; of those that one customer gets in IPv6, all (a /56). */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const network = new Address6(`${address}/56`)
  return network.is4() ? network.to4().correctForm() : `${network.startAddress().correctForm()}/56`
}
