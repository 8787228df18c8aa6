import type { InputCounter } from '@ratecard/core'
import { type Issue, type Receipt, type Result, receiptToJson } from '@ratecard/core'
import { type CommandResult, failure } from '../command.ts'
import { renderReceipt } from '../render/render-receipt.ts'
import type { Display } from './load-display.ts'
import { placeArguments } from './place-arguments.ts'

interface About {
  /** Where the model's name came from. */
  readonly modelPlace?: string
  /** The file of prepaid balances, where there was one. */
  readonly balances?: string | undefined
  /** Puts the totals in another currency beside them. */
  readonly display?: Display
  /** How the text was counted, where there was one. */
  readonly counter?: InputCounter | undefined
  /** Of the text. */
  readonly notices?: readonly Issue[] | undefined
}

/** The answer of every command that prices: the receipt, and an exit code that tells of a line without a price. */
export function answerReceipt(receipt: Result<Receipt>, about: About = {}): CommandResult {
  const { modelPlace, balances, display, counter, notices = [] } = about
  if (!receipt.ok) {
    const isOfFile = receipt.issues.every(({ path }) => path.startsWith('/balances/'))
    const origin = isOfFile ? 'input' : 'arguments'
    return failure(origin, placeArguments(receipt.issues, modelPlace, balances), notices)
  }
  const value = display ? display(receipt.value) : receipt.value
  return {
    kind: 'answer',
    json: receiptToJson(value),
    text: (page) => renderReceipt(value, page, counter),
    outcome: value.lines.some(({ status }) => status === 'unpriced') ? 'no-price' : 'done',
    notices,
  }
}
