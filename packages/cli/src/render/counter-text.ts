import type { CharacterRule, InputCounter } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages'
import type { Page } from './page.ts'

/** By what a text was counted, in one sentence. */
export function counterText(counter: InputCounter, { say }: Page): string {
  if (counter.kind === 'tokenizer') return say('count.by-tokenizer', { tokenizer: counter.tokenizer })
  if (counter.kind === 'characters') return characterRuleText(counter.rule, say)
  const { chinese, other } = counter.rule
  return say('count.by-rule', { chinese: spanText(chinese), other: spanText(other) })
}

/** How many characters each character is charged as. */
export const characterRuleText = ({ ideograph, other, freeTags }: CharacterRule, say: Page['say']): string =>
  say(freeTags === undefined ? 'count.by-characters' : `count.by-characters-free-${freeTags}`, { ideograph, other })

/** `1.5–1.8`, or one number where both ends are the same. */
export const spanText = ({ low, high }: { readonly low: string; readonly high: string }): string =>
  low === high ? groupDigits(low) : `${groupDigits(low)}–${groupDigits(high)}`
