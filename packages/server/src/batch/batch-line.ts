import { type Issue, numberFields, type Receipt, type Result, receiptToJson } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { z } from 'zod'
import { issueMessage } from '../messages/say.ts'
import { problemIssue } from '../problems/problem-schema.ts'

const anyText = z.string()
const line = z.int()
const total = z.looseObject({
  currency: anyText,
  amount: anyText,
  complete: z.boolean(),
})

const rated = z.object({
  line,
  status: z.enum(['rated', 'unrated']),
  model: anyText,
  tariff: anyText,
  totals: z.array(total),
  unpriced: z.record(anyText, anyText).exactOptional(),
  warnings: z.array(anyText).exactOptional(),
})

const whole = z.object({
  line,
  status: z.enum(['rated', 'unrated']),
  receipt: z.unknown().meta({ override: { $ref: '#/components/schemas/Receipt' } }),
})

const rejected = z.object({
  line,
  status: z.literal('rejected'),
  issues: z.array(problemIssue),
})

const summary = z.object({
  schema: z.literal('ratecard/price-batch@1'),
  status: z.literal('done'),
  counts: z.object({ read: anyText, rated: anyText, unrated: anyText, rejected: anyText }),
})

/** A line of the answer to a batch. */
export const batchLineSchema = z.union([rated, whole, rejected, summary]).meta({ id: 'BatchLine' })

export type BatchLine = z.output<typeof batchLineSchema>

/** What became of a line. */
export type Fate = 'rated' | 'unrated' | 'rejected'

export function fateOf(receipt: Result<Receipt>): Fate {
  if (!receipt.ok) return 'rejected'
  return receipt.value.lines.some(({ status }) => status === 'unpriced') ? 'unrated' : 'rated'
}

/** What is told of one line. */
export interface Told {
  readonly number: number
  readonly status: Fate
  readonly receipt: Result<Receipt>
}

export function lineToJson({ number, status, receipt }: Told, isWhole: boolean, locale: Locale): object {
  if (!receipt.ok) return { line: number, status, issues: receipt.issues.map((issue) => told(issue, locale)) }
  if (isWhole) return { line: number, status, receipt: receiptToJson(receipt.value) }
  const { model, tariffs, totals, lines, warnings } = receipt.value
  const unpriced = status === 'rated' ? [] : lines.filter((one) => one.status === 'unpriced')
  return {
    line: number,
    status,
    model: model.billed,
    tariff: tariffs[0]?.id ?? '',
    totals: totals.map(({ currency, amount, complete }) => ({ currency, ...numberFields('amount', amount), complete })),
    ...(unpriced.length > 0 && { unpriced: Object.fromEntries(unpriced.map(({ id, reason }) => [id, reason])) }),
    ...(warnings.length > 0 && { warnings: [...new Set(warnings.map(({ code }) => code))] }),
  }
}

const told = (issue: Issue, locale: Locale): object => ({ ...issue, message: issueMessage(issue, locale) })

/** How many lines there were, and what became of them. */
export type Counts = Readonly<Record<Fate, number>>

export const summaryToJson = ({ rated: priced, unrated, rejected: refused }: Counts): object => ({
  schema: 'ratecard/price-batch@1',
  status: 'done',
  counts: {
    read: String(priced + unrated + refused),
    rated: String(priced),
    unrated: String(unrated),
    rejected: String(refused),
  },
})
