import { type Issue, numberFields, type Receipt, type ReceiptSummary, receiptToJson } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { firstIssues } from '@ratecard/core/schema'
import { z } from 'zod'
import { issueMessage } from '../messages/say.ts'
import { type RateUsage, rateInSum, rateWhole } from '../pricing/rate-request.ts'
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
  status: z.enum(['done', 'stopped']),
  issues: z.array(problemIssue).exactOptional(),
  counts: z.object({ read: anyText, rated: anyText, unrated: anyText, rejected: anyText }),
})

/** A line of the answer to a batch. */
export const batchLineSchema = z.union([rated, whole, rejected, summary]).meta({ id: 'BatchLine' })

export type BatchLine = z.output<typeof batchLineSchema>

/** What became of a line. */
export type Fate = 'rated' | 'unrated' | 'rejected'

/** How a line is rated, and told. */
export interface Telling<T> {
  readonly rate: RateUsage<T>
  readonly fate: (rated: T) => Fate
  readonly tell: (line: number, status: Fate, rated: T) => string
}

export const inWhole: Telling<Receipt> = {
  rate: rateWhole,
  fate: ({ lines }) => (lines.some(({ status }) => status === 'unpriced') ? 'unrated' : 'rated'),
  tell: (line, status, receipt) => JSON.stringify({ line, status, receipt: receiptToJson(receipt) }),
}

export const inSum: Telling<ReceiptSummary> = {
  rate: rateInSum,
  fate: ({ unpriced }) => (unpriced.length > 0 ? 'unrated' : 'rated'),
  tell: (line, status, { model, tariffs, totals, unpriced, warnings }) => {
    const names = NAMES.get(model) ?? keep(NAMES, model, namesText(model.billed, tariffs[0]?.id ?? ''))
    const codes = CODES.get(warnings) ?? keep(CODES, warnings, codesText(warnings))
    const open = unpriced.length > 0 ? `,"unpriced":${JSON.stringify(Object.fromEntries(unpriced))}` : ''
    return `{"line":${line},"status":"${status}",${names},"totals":[${totals.map(totalText).join()}]${open}${codes}}`
  },
}

/** Usage that is rated alike has not only equal names and warnings, but the same, so that their texts are kept with them. */
const NAMES = new WeakMap<ReceiptSummary['model'], string>()
const CODES = new WeakMap<readonly Issue[], string>()

function keep<K extends object>(texts: WeakMap<K, string>, key: K, text: string): string {
  texts.set(key, text)
  return text
}

const namesText = (model: string, tariff: string): string =>
  `"model":${JSON.stringify(model)},"tariff":${JSON.stringify(tariff)}`

const codesText = (warnings: readonly Issue[]): string =>
  warnings.length > 0 ? `,"warnings":${JSON.stringify([...new Set(warnings.map(({ code }) => code))])}` : ''

function totalText({ currency, amount, complete }: ReceiptSummary['totals'][number]): string {
  const fields = numberFields('amount', amount)
  const isPlain = fields.amountRange === undefined && fields.amountExact === undefined
  const text = isPlain ? `"amount":"${fields.amount}"` : JSON.stringify(fields).slice(1, -1)
  return `{"currency":"${currency}",${text},"complete":${complete}}`
}

/** Broken JSON is told with its line, which is that of the body. */
export const tellRejected = (line: number, issues: readonly Issue[], locale: Locale): string =>
  JSON.stringify({
    line,
    status: 'rejected',
    issues: firstIssues(issues).map((issue) => told(inBody(issue, line), locale)),
  })

const inBody = (issue: Issue, line: number): Issue =>
  issue.params.line === undefined ? issue : { ...issue, params: { ...issue.params, line: String(line) } }

const told = (issue: Issue, locale: Locale): object => ({ ...issue, message: issueMessage(issue, locale) })

/** How many lines there were, and what became of them. */
export type Counts = Readonly<Record<Fate, number>>

/** @param givenUp why the body did not come whole, where it did not. */
export const summaryToJson = (
  { rated: priced, unrated, rejected: refused }: Counts,
  givenUp: Issue | undefined,
  locale: Locale,
): object => ({
  schema: 'ratecard/price-batch@1',
  status: givenUp === undefined ? 'done' : 'stopped',
  counts: {
    read: String(priced + unrated + refused),
    rated: String(priced),
    unrated: String(unrated),
    rejected: String(refused),
  },
  ...(givenUp && { issues: [told(givenUp, locale)] }),
})
