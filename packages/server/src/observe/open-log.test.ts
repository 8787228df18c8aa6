import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { flushLog, openLog } from './open-log.ts'

it('holds lines back until they are flushed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ratecard-log-'))
  const dest = join(folder, 'log')
  const log = await openLog({ destination: pino.destination({ dest, sync: false, minLength: 4096 }) })
  log.info({ a: 1 }, 'one')
  await new Promise(setImmediate)
  expect(await readFile(dest, 'utf8').catch(() => '')).toBe('')
  await flushLog(log)
  expect(JSON.parse(await readFile(dest, 'utf8'))).toMatchObject({ level: 'info', a: 1, msg: 'one' })
  await rm(folder, { recursive: true })
})

it('tells no less than its level', async () => {
  const lines: string[] = []
  const log = await openLog({ level: 'error', destination: { write: (line) => void lines.push(line) } })
  log.info({}, 'info')
  log.error({}, 'error')
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['error'])
})
