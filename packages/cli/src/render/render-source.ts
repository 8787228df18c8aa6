import type { Evidence } from '@ratecard/core'
import type { Page } from './page.ts'
import { hang, printable, widthOf } from './text-width.ts'

export interface ShownSource {
  readonly url: string
  readonly title: string
  readonly checked: string
  readonly quote?: string
  readonly evidence?: Evidence | undefined
}

/** Where a fact was read: title, address on a line of its own to copy, day, and the words that carry the fact. */
export function renderSource(first: string, source: ShownSource, { say, style, width }: Page): readonly string[] {
  const indent = Math.max(2, widthOf(first) + (first.trim() === '' ? 0 : 1))
  const space = ' '.repeat(indent)
  const kind = source.evidence === undefined ? '' : ` · ${say(`evidence.${source.evidence}`)}`
  return [
    ...hang(first, printable(source.title), indent, width),
    space + style('cyan', printable(source.url)),
    ...hang('', `${say('source.checked', { checked: source.checked })}${kind}`, indent, width).map((line) =>
      style('dim', line),
    ),
    ...(source.quote === undefined
      ? []
      : hang('', say('source.quote', { quote: printable(source.quote) }), indent, width)),
  ]
}
