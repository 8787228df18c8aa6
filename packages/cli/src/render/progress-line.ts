import { groupDigits } from '@ratecard/core/messages'
import type { Invocation } from '../command.ts'
import type { Done } from '../counting/count-sources.ts'
import type { TextSource } from '../input/text-source.ts'
import type { Io } from '../io.ts'
import { chooseLocale } from '../locale.ts'
import { type Page, pageFor } from './page.ts'
import { widthOf } from './text-width.ts'

/** One line on stderr that tells how far a count has come. */
export interface ProgressLine {
  readonly update: (done: Done) => void
  /** Leaves nothing of it on the screen. */
  readonly erase: () => void
}

const NO_LINE: ProgressLine = { update: () => {}, erase: () => {} }

/** What is over before this was not worth a line. */
const PATIENCE_MS = 1000
const REDRAW_MS = 100
const ERASE = '\r\u001b[K'

/** A line for a person who watches a terminal; nothing for a script. */
export function openProgressLine(sources: readonly TextSource[], invocation: Invocation, io: Io): ProgressLine {
  const { stderr, env } = io
  if (invocation.has('json') || !stderr.isTerminal || env.TERM === 'dumb') return NO_LINE
  const page = pageFor(stderr, env, chooseLocale(invocation.option('lang'), env))
  const bytes = sources.reduce((sum, { size = Number.NaN }) => sum + size, 0)
  const start = io.now()
  let drawn = start + PATIENCE_MS - REDRAW_MS
  let isShown = false
  return {
    update: (done) => {
      const now = io.now()
      if (now < drawn + REDRAW_MS) return
      drawn = now
      isShown = true
      const texts = progressTexts(done, { files: sources.length, bytes }, (now - start) / 1000, page)
      const fitting = texts.find((text) => widthOf(text) < (stderr.columns ?? page.width))
      stderr.write(`${ERASE}${fitting ?? ''}`)
    },
    erase: () => {
      if (isShown) stderr.write(ERASE)
    },
  }
}

/**
 * What can be said, longest first.
 *
 * @param all its bytes are NaN where they are not known, as those of stdin.
 */
function progressTexts(done: Done, all: Done, seconds: number, { say }: Page): readonly string[] {
  const rate = done.bytes / seconds
  const known = { done: sizeFigure(done.bytes), rate: sizeFigure(rate) }
  const short = say('progress.open', known)
  if (Number.isNaN(all.bytes)) return [short]
  const long = say('progress.count', {
    ...known,
    files: groupDigits(String(done.files)),
    all: groupDigits(String(all.files)),
    bytes: sizeFigure(all.bytes),
    left: timeFigure(Math.max(0, all.bytes - done.bytes) / rate),
  })
  return [long, short]
}

/** `1.2 GB`: three digits or so, because nobody computes with them. */
function sizeFigure(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 4)
  const value = bytes / 1000 ** power
  return `${value.toFixed(value < 10 && power > 0 ? 1 : 0)} ${['B', 'kB', 'MB', 'GB', 'TB'][power]}`
}

/** `1:02:03`, or `0:05`. */
function timeFigure(seconds: number): string {
  const whole = Math.ceil(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}
