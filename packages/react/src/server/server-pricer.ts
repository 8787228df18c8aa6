import {
  type CountedText,
  compareRationals,
  type EstimatedText,
  failed,
  findModel,
  inputCounterOf,
  issue,
  ok,
  parseDecimal,
  type Range,
  type Receipt,
  type Result,
  sumRanges,
} from '@ratecard/core'
import { countText } from '../counting/count-text.ts'
import { type Pricing, priceTurns } from '../pricing/price-inputs.ts'
import type { RemotePricer } from '../pricing/remote-pricer.ts'
import type { Inputs } from '../state/inputs.ts'
import type { AskedServer } from './ask-server.ts'
import { parsed } from './problem-issues.ts'
import { readReceipt } from './read-receipt.ts'
import { requestOf } from './request-of.ts'

/** Prices by a server: see {@link RemotePricer}. */
export const serverPricer = (server: AskedServer): RemotePricer => ({
  host: server.host,
  price: async (inputs, pricing, signal) => {
    const request = requestOf(inputs, pricing)
    if (!request.ok) return request
    const text = await server.ask(request.value.path, request.value.body, signal)
    if (!text.ok) return text
    const receipt = readReceipt(text.value)
    return receipt ? ok(receipt) : notUnderstood(server)
  },
  priceTurns: async (inputs, pricing, receipt, signal) => {
    const text = await countedBy(server, inputs, pricing, signal)
    if (!text.ok) return text
    const turns = priceTurns(inputs, { ...pricing, text: text.value })
    if (!turns.ok || addsUp(turns.value, receipt)) return turns
    return failed(issue('ui.server-growth', '', { host: server.host }))
  },
})

/** Issues: `ui.server-garbage`. */
export const notUnderstood = ({ host }: AskedServer) => failed(issue('ui.server-garbage', '', { host }))

type Counted = CountedText | EstimatedText | undefined

/** The text in tokens that the server counts; by script or characters it is counted here, which needs no tokenizer. */
async function countedBy(
  server: AskedServer,
  { model, text }: Inputs,
  { list, moment }: Pricing,
  signal: AbortSignal,
): Promise<Result<Counted>> {
  const found = findModel(model, [list.tableFor(model, moment.instant)], {}, moment.text)
  const counter = found.ok ? inputCounterOf(model, found.value) : undefined
  if (counter === undefined || text === '') return ok(undefined)
  if (counter.kind !== 'tokenizer') return ok(countText(text, counter))
  const answer = await server.ask('/v1/count', { tokenizer: counter.tokenizer, text }, signal)
  if (!answer.ok) return answer
  const { total } = (parsed(answer.value) ?? {}) as { readonly total?: unknown }
  const tokens = typeof total === 'string' ? parseDecimal(total) : undefined
  return tokens ? ok({ tokens }) : notUnderstood(server)
}

function addsUp(turns: readonly Receipt[], { totals: [total, ...others] }: Receipt): boolean {
  const amounts = turns.flatMap(({ totals }) => totals.map(({ amount }) => amount))
  if (total === undefined || others.length > 0) return amounts.length === 0
  return isSame(sumRanges(amounts), total.amount)
}

const isSame = (a: Range, b: Range): boolean =>
  (['low', 'likely', 'high'] as const).every((end) => compareRationals(a[end], b[end]) === 0)
