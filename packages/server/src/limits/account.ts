import { setTimeout as wait } from 'node:timers/promises'
import { failed, ok, type Result } from '@ratecard/core'
import type { Caller } from '../access/authorize.ts'
import type { ApiRequest } from '../api/api-message.ts'
import { BodyGivenUp } from '../api/give-up-idle.ts'
import { serverIssue } from '../problems/server-issue.ts'
import type { Services } from '../services.ts'
import { networkOf, type UsageLimit, unitsOf } from './usage-limit.ts'

/** What one request costs its caller. */
export interface Account {
  /** Issues: `limit-reached`. */
  readonly check: () => Promise<Result<undefined>>
  readonly computed: (milliseconds: number) => void
  /** The parts of a body, counted. Those of a stream are paid as they come, and wait where nothing is left. */
  readonly metered: (parts: ApiRequest['body'], isStream: boolean) => ApiRequest['body']
  /** Pays, and tells what is left in the headers of the answer. What is computed later is paid as it is told. */
  readonly close: () => Promise<Readonly<Record<string, string>>>
}

const FREE: Account = {
  check: async () => ok(undefined),
  computed: () => {},
  metered: (parts) => parts,
  close: async () => ({}),
}

/** Opens the account of a request: with its key, or else with its address. */
export function openAccount(
  { keyId }: Caller,
  request: Pick<ApiRequest, 'address'>,
  { usageLimit, stopping }: Pick<Services, 'usageLimit' | 'stopping'>,
): Account {
  if (usageLimit === undefined) return FREE
  const caller = keyId === undefined ? `address ${networkOf(request.address ?? '')}` : `key ${keyId}`
  const limit = usageLimit.unitsPerMinute
  const spent = { bytes: 0, milliseconds: 0 }
  let isClosed = false
  return {
    check: async () => {
      const { units, seconds } = await usageLimit.left(caller)
      const params = { limit: String(limit), seconds: String(seconds) }
      return units > 0 ? ok(undefined) : failed(serverIssue('limit-reached', '', params))
    },
    computed: (milliseconds) => {
      if (isClosed) void usageLimit.spend(caller, Math.round(milliseconds))
      else spent.milliseconds += milliseconds
    },
    metered: async function* (parts, isStream) {
      for await (const part of parts) {
        if (!isStream) spent.bytes += part.length + PART
        yield part
        // Afterwards: what has come is answered, also where the server stops meanwhile.
        if (isStream) await pay(usageLimit, caller, part.length, stopping)
      }
    },
    close: async () => {
      isClosed = true
      const { units, seconds } = await usageLimit.spend(caller, unitsOf(spent.bytes, spent.milliseconds))
      return {
        'ratelimit-policy': `"units";q=${limit};w=60`,
        ratelimit: `"units";r=${Math.max(0, units)};t=${seconds}`,
      }
    },
  }
}

/** Bytes that cost as much as taking a part does, however small it is. */
const PART = 64

/** Pays for a part of a stream; where nothing is left, the stream waits. */
async function pay(limit: UsageLimit, caller: string, bytes: number, stopping: AbortSignal): Promise<void> {
  const { units, seconds } = await limit.spend(caller, unitsOf(bytes, 0))
  if (units > 0) return
  await wait(seconds * 1000, undefined, { signal: stopping }).catch(() => {
    throw new BodyGivenUp(serverIssue('not-ready', '', { seconds: '1' }))
  })
}
