import { readdirSync, readFileSync } from 'node:fs'
import type { MeterId } from '@ratecard/core'
import { groupDigits, type Locale, messageTemplate, meterName } from '@ratecard/core/messages'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { expect } from 'vitest'
import { type Calculator, type Choice, choose, field, linesOf, openTab, outcomeOf, rowsOf } from '../calculator.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

interface Ends {
  readonly low: string
  readonly high: string
}

/** What a vector says of a line or of a total. */
interface Fields
  extends Readonly<Partial<Record<'meter' | 'quantity' | 'price' | 'per' | 'currency' | 'amount' | 'status', string>>> {
  readonly quantityRange?: Ends
  readonly amountRange?: Ends
}

interface Given {
  readonly command: string
  readonly model?: string
  readonly scope?: string
  readonly currency?: string
  readonly at?: string
  readonly usage?: Readonly<Partial<Record<MeterId, string>>>
  readonly text?: string
  readonly outputTokens?: string
  readonly turns?: number
  readonly image?: readonly string[]
  readonly cores?: string
  readonly duration?: string
  readonly instances?: string
}

interface Vector {
  readonly name: string
  readonly given: Given
  readonly then: { readonly exit: number; readonly lines?: readonly Fields[]; readonly totals?: readonly Fields[] }
}

const folder = new URL('../../../../conformance/vectors/', import.meta.url)
const all: readonly Vector[] = readdirSync(folder).flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
)

/** What a calculator has fields for; it prices the noon of a day. */
const FIELDS = ['command', 'model', 'scope', 'currency', 'at', 'usage', 'text', 'outputTokens', 'turns', 'image']
const OF_CORE_HOURS = ['cores', 'duration', 'instances']

/** Models whose list has no price for what is asked have no field for it. */
const WITHOUT_FIELD: readonly string[] = [
  'a meter without a price is unpriced, and the total is a lower bound',
  'cached tokens have no price on this page, and none is guessed',
  'batch is not on this page: unpriced, not the real-time price',
  'a mode that no price covers is not said to change nothing',
]

/** The vectors that a reader can enter, of those that end with a receipt. */
const VECTORS: readonly Vector[] = all.filter(
  ({ name, given: { at = '2026-11-21T12:00:00+08:00', ...given }, then: { exit, lines, totals } }) =>
    (exit === 0 || exit === 4) &&
    (lines !== undefined || totals !== undefined) &&
    Object.keys(given).every((key) => [...FIELDS, ...OF_CORE_HOURS].includes(key)) &&
    at.endsWith('T12:00:00+08:00') &&
    !WITHOUT_FIELD.includes(name),
)

/** Enters each vector, and reads its lines and totals, digit for digit. */
export const enterVectors: Task = async (find) => {
  let chosen = ''
  for (const { name, given, then } of VECTORS) {
    const choice = choiceOf(given)
    const calculator = find(choice.list)
    // A choice takes away the quantities that were stated before.
    if (chosen !== JSON.stringify(choice) || given.usage) await choose(calculator, choice)
    chosen = JSON.stringify(choice)
    await enter(calculator, given)
    await expect.poll(() => differences(calculator, then), { message: name }).toEqual([])
  }
}

function choiceOf({ scope, currency, model = 'notebook', at = '2026-11-21' }: Given): Choice {
  const list = BUNDLED_TARIFFS.find((own) => own.scope === scope && own.currency === (currency ?? 'ATOMGIT-TOKEN'))
  if (list === undefined) throw new Error(`no list of ${scope} in ${currency}`)
  return { list: list.id, model, day: at.slice(0, 10) }
}

async function enter(calculator: Calculator, given: Given): Promise<void> {
  const { words } = calculator
  const { command, turns, usage } = given
  if (command === 'price') {
    await openTab(calculator, 'quantities')
    return fillQuantities(calculator, usage ?? {})
  }
  if (command === 'core-hours') {
    await openTab(calculator, 'coreHours')
    await field(calculator, words.cores).fill(given.cores ?? '')
    await field(calculator, words.duration).fill(given.duration ?? '')
    return field(calculator, words.instances).fill(given.instances ?? '1')
  }
  await openTab(calculator, turns === undefined ? 'text' : 'conversation')
  await field(calculator, turns === undefined ? words.text : words.textOfTurn).fill(given.text ?? '')
  await field(calculator, turns === undefined ? words.output : words.outputOfTurn).fill(given.outputTokens ?? '')
  const images = field(calculator, words.images)
  if ((await images.count()) > 0) await images.fill(given.image?.join(', ') ?? '')
  if (turns !== undefined) await field(calculator, words.turns).fill(String(turns))
}

/** Where what is shown differs from what a vector expects. */
async function differences(
  calculator: Calculator,
  { lines = [], totals = [] }: Vector['then'],
): Promise<readonly string[]> {
  const [rows, outcome] = [await rowsOf(linesOf(calculator)), await outcomeOf(calculator)]
  const shown = lines.flatMap((line, at) =>
    lineTexts({ currency: totals[0]?.currency ?? '', ...line }, calculator).map((cell) => [cell, rows[at]] as const),
  )
  const wrong = shown.flatMap(([[column, text], row = []]) =>
    row[column]?.startsWith(text) ? [] : [`${text}: ${row}`],
  )
  const sums = totals.map((total) => amountText(total, calculator))
  return [
    ...wrong,
    ...(lines.length > 0 && lines.length !== rows.length ? [`${rows.length} lines`] : []),
    ...sums.filter((sum) => !outcome.includes(` ${sum} `)).map((sum) => `${sum}: ${outcome}`),
  ]
}

/** What begins the cells of a line, by their columns. */
function lineTexts(line: Fields, calculator: Calculator): readonly (readonly [column: number, text: string])[] {
  const { locale } = calculator
  const { meter, quantity, quantityRange: ends, price, per, currency = '', amount, status } = line
  const range = ends ? ` (${groupDigits(ends.low)}–${groupDigits(ends.high)})` : ''
  return [
    ...(meter ? [[0, meterName(meter, locale)] as const] : []),
    ...(quantity ? [[1, `${groupDigits(quantity)}${range} `] as const] : []),
    ...(price ? [[2, `${price} ${currency}`] as const] : []),
    ...(price && per && currency ? [[2, `${price} ${currency} / ${groupDigits(per)} `] as const] : []),
    ...(amount ? [[3, amountText(line, calculator)] as const] : []),
    ...(status && !amount ? [[3, statusWord(status, locale)] as const] : []),
  ]
}

const statusWord = (status: string, locale: Locale): string => messageTemplate(`status.${status}`, locale) ?? status

function amountText({ amount = '', amountRange: ends, currency = '' }: Fields, { words }: Calculator): string {
  const range = ends ? ` ${groupDigits(ends.low)}${words.to}${groupDigits(ends.high)}` : ''
  return `${groupDigits(amount)} ${currency}${range}`.trim()
}
