import { expect } from 'vitest'
import { choose, field, openSection, openTab, rowsOf } from '../calculator.ts'
import { amountText, receiptFor } from '../expected.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const USE = { input_tokens: '1000000', output_tokens: '1000000' } as const

/** Compares models for the same use: the cheapest stands first; one is taken away again. */
export const compareModels: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { root, words } = calculator
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'quantities')
  await fillQuantities(calculator, USE)
  await openSection(calculator, words.compare)
  for (const model of ['qwen-plus', 'qwen-turbo']) {
    await field(calculator, words.addModel).fill(model)
    await root.getByRole('button', { name: words.add, exact: true }).click()
  }
  const rows = async () => {
    const cells = await rowsOf(root.getByRole('table', { name: words.compare }))
    return cells.map(([model, , amount]) => [model, amount])
  }
  const expected = async (models: readonly string[]) => {
    const receipts = await Promise.all(models.map((model) => receiptFor({ ...QWEN_MAX, model }, USE)))
    return receipts.map(({ model, totals: [total] }) => [
      model.billed,
      total && amountText(total.amount, total.currency, calculator),
    ])
  }
  await expect.poll(rows).toEqual(await expected(['qwen-turbo', 'qwen-plus', 'qwen-max']))
  await root.getByRole('button', { name: `${words.remove} qwen-plus` }).click()
  await expect.poll(rows).toEqual(await expected(['qwen-turbo', 'qwen-max']))
}
