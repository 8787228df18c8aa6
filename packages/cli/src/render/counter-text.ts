import type { Counter } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages'
import type { Page } from './page.ts'

/** By what a text was counted, in one sentence. */
export function counterText(counter: Counter, { say }: Page): string {
  if (counter.kind === 'tokenizer') return say('count.by-tokenizer', { tokenizer: counter.tokenizer })
  const { chinese, other } = counter.rule
  return say('count.by-rule', { chinese: spanText(chinese), other: spanText(other) })
}

/** `1.5–1.8`, or one number where both ends are the same. */
export const spanText = ({ low, high }: { readonly low: string; readonly high: string }): string =>
  low === high ? groupDigits(low) : `${groupDigits(low)}–${groupDigits(high)}`
