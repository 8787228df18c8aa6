import type { RateTable } from '../compile/rate-table.ts'
import { failed, issue, ok, type Result, shown } from '../result.ts'
import type { CharacterRule, Estimation } from '../tariff/tariff.ts'
import { charactersRule, findModel, type PricedModel } from './estimate.ts'

/** How the tokens of a text are counted: by an exact tokenizer, or by script for a published rule of thumb. */
export type Counter =
  | { readonly kind: 'tokenizer'; readonly tokenizer: string }
  | { readonly kind: 'rule'; readonly rule: NonNullable<Estimation['text']> }

/** How what a text costs is counted: its characters, where these are what the model is priced by, otherwise its tokens. */
export type InputCounter = Counter | { readonly kind: 'characters'; readonly rule: CharacterRule }

/** A counter, with the model whose price list names it. */
export interface ModelCounter {
  readonly counter: Counter
  readonly model: PricedModel
}

/**
 * How the tokens of a priced model's text are counted. Between two observations no card holds, but the model has the tokenizer
 * that all its cards name.
 */
export function counterOf(name: string, { card, estimation, list }: PricedModel): Counter | undefined {
  const cards = list.table.tariff.cards.filter(({ model, aliases }) => model === name || aliases?.includes(name))
  const named = new Set(cards.flatMap(({ tokenizer }) => tokenizer ?? []))
  const tokenizer = card?.tokenizer ?? (named.size === 1 ? [...named][0] : undefined)
  if (tokenizer !== undefined) return { kind: 'tokenizer', tokenizer }
  return estimation?.text && { kind: 'rule', rule: estimation.text }
}

/** How the text that goes into a priced model is counted for its price. */
export function inputCounterOf(name: string, model: PricedModel): InputCounter | undefined {
  const rule = charactersRule(model)
  return rule ? { kind: 'characters', rule } : counterOf(name, model)
}

/**
 * How the text of a model is counted, whichever price list says so: lists that agree on it need not be told apart.
 *
 * Issues: those of `findModel`, and `no-text-rule`.
 */
export function findCounter(name: string, tables: readonly RateTable[], at: string): Result<ModelCounter> {
  const found = tables.flatMap((table): ModelCounter[] => {
    const model = findModel(name, [table], {}, at)
    const counter = model.ok ? counterOf(name, model.value) : undefined
    return model.ok && counter ? [{ counter, model: model.value }] : []
  })
  const [first] = found
  const ways = new Set(found.map(({ counter }) => JSON.stringify(counter)))
  if (first !== undefined && ways.size === 1) return ok(first)
  const model = findModel(name, tables, {}, at)
  return model.ok ? failed(issue('no-text-rule', '/text', { model: shown(name) })) : model
}
