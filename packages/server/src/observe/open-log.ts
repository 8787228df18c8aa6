import type { DestinationStream, Level, Logger, LoggerOptions } from 'pino'
import { JOINED, joinLines } from './join-lines.ts'

/** A logger of pino; a host may bring its own. */
export type Log = Pick<Logger, 'info' | 'error' | 'isLevelEnabled' | 'flush'>

export interface LogOptions {
  /** The least that is told; default `info`: a line for each request. */
  readonly level?: Level | 'silent'
  /** Default: stderr, through a buffer that is written when it is full, each second, and when the process ends. */
  readonly destination?: DestinationStream
}

/** Milliseconds. */
const EACH_SECOND = 1000
const STDERR = 2

/**
 * Opens a log of lines of JSON.
 *
 * @example
 * const log = await openLog({ level: 'error' })
 * log.isLevelEnabled('info') // false
 */
export async function openLog({ level = 'info', destination }: LogOptions = {}): Promise<Log> {
  const { pino } = await import('pino')
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: clock(),
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const stderr = { fd: STDERR, periodicFlush: EACH_SECOND, ...JOINED }
  return pino(options, destination ?? joinLines(pino.destination(stderr)))
}

/** Waits until all that was logged is written, as far as it can be. */
export const flushLog = (log: Log): Promise<void> => new Promise((resolve) => log.flush(() => resolve()))

/** The time in ISO 8601. Of a second, only the milliseconds are written anew with each line. */
function clock(): () => string {
  let [second, prefix] = [-1, '']
  return () => {
    const now = Date.now()
    const current = Math.floor(now / 1000)
    if (current !== second) {
      second = current
      prefix = new Date(now).toISOString().slice(0, -'000Z'.length)
    }
    return `,"time":"${prefix}${String(now % 1000).padStart(3, '0')}Z"`
  }
}
