import type { DestinationStream, Level, Logger, LoggerOptions } from 'pino'

/** A logger of pino; a host may bring its own. */
export type Log = Pick<Logger, 'info' | 'error' | 'isLevelEnabled' | 'flush'>

export interface LogOptions {
  /** The least that is told; default `info`: a line for each request. */
  readonly level?: Level | 'silent'
  /** Default: stderr, through a buffer that is written when it is full, each second, and when the process ends. */
  readonly destination?: DestinationStream
}

const EACH_SECOND = 1000
/** Bytes: some lines. What is held is looked through with each line, so that more cost more. */
const BUFFER = { minLength: 1024, maxWrite: 2048 }
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
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const stderr = { fd: STDERR, sync: false, ...BUFFER, periodicFlush: EACH_SECOND }
  return pino(options, destination ?? pino.destination(stderr))
}

/** Waits until all that was logged is written. */
export const flushLog = (log: Log): Promise<void> =>
  new Promise((resolve, reject) => log.flush((error) => (error ? reject(error) : resolve())))
