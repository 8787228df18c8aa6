import { readFileSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Calls `work` and answers by how many MB it raised this process's memory at most: on Linux alone, else undefined. */
export function memoryPeak(work) {
  collectGarbage()
  if (process.platform !== 'linux') {
    work()
    return undefined
  }
  // Without this the peak would be that of making the text.
  writeFileSync('/proc/self/clear_refs', '5')
  const before = peak()
  work()
  return Math.max(0, peak() - before)
}

function peak() {
  const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(kilobytes) / 1000
}

function collectGarbage() {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}
