import type { PriceListNames } from '@ratecard/core'
import { keyRing } from '../access/key-ring.ts'
import { openUsageLimit } from '../limits/usage-limit.ts'
import type { Services, ServicesOptions } from '../services.ts'
import type { ServerSettings } from './server-settings.ts'

/** What settings say of the services. */
export function servicesBy(settings: ServerSettings): Pick<Services, 'access' | 'usageLimit' | 'bodies' | 'defaults'> {
  const { keys, unitsPerMinute, bodyBytes, idleSeconds } = settings
  return {
    access: keys.length === 0 ? { kind: 'own-machine' } : { kind: 'keys', ring: keyRing(keys) },
    usageLimit: unitsPerMinute === 0 ? undefined : openUsageLimit(unitsPerMinute),
    bodies: { bytes: bodyBytes, idle: idleSeconds * 1000 },
    defaults: namesOf(settings),
  }
}

/** With what settings open services. */
export const openedBy = ({ tariffs, countThreads, countQueue, countSeconds }: ServerSettings): ServicesOptions => ({
  tariffs,
  ...(countThreads !== undefined && { threads: countThreads }),
  queue: countQueue,
  deadlineMs: countSeconds * 1000,
})

function namesOf({ provider, scope, currency }: ServerSettings): PriceListNames | undefined {
  const stated = Object.entries({ provider, scope, currency }).filter(([, name]) => name !== undefined)
  return stated.length > 0 ? Object.fromEntries(stated) : undefined
}
