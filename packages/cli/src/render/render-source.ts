import type { Evidence } from '@ratecard/core'
import { localized } from '@ratecard/core/messages'
import type { Page } from './page.ts'
import { hang, printable, widthOf } from './text-width.ts'

export interface ShownSource {
  readonly title: string | { readonly en: string; readonly zh: string }
  /** Neither address nor day, where the source is the reader's own. */
  readonly url?: string
  readonly checked?: string
  readonly quote?: string
  readonly evidence?: Evidence | undefined
}

/** Where a fact was read: title, address on a line of its own to copy, day, and the words that carry the fact. */
export function renderSource(
  first: string,
  source: ShownSource,
  { say, style, width, locale }: Page,
): readonly string[] {
  const indent = Math.max(2, widthOf(first) + (first.trim() === '' ? 0 : 1))
  const space = ' '.repeat(indent)
  const details = [
    ...(source.checked === undefined ? [] : [say('source.checked', { checked: source.checked })]),
    ...(source.evidence === undefined ? [] : [say(`evidence.${source.evidence}`)]),
  ]
  return [
    ...hang(first, printable(localized(source.title, locale)), indent, width),
    ...(source.url === undefined ? [] : [space + style('cyan', printable(source.url))]),
    ...hang('', details.join(' · '), indent, width).map((line) => style('dim', line)),
    ...(source.quote === undefined
      ? []
      : hang('', say('source.quote', { quote: printable(source.quote) }), indent, width)),
  ]
}
