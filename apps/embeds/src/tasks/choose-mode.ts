import { facetName, facetText } from '@ratecard/core/messages'
import { choose, expectShown, field, openTab } from '../calculator.ts'
import { receiptFor, shownReceipt } from '../expected.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

const LIST = 'alibaba-model-studio/cn-cny'
const DAY = '2026-05-16'
const USE = { input_tokens: '100000', output_tokens: '2000' } as const

/** The same use on other days, in other modes, of another model and in another scope. */
const CASES = [
  { list: LIST, model: 'qwen-plus', day: DAY, facets: {} },
  { list: LIST, model: 'qwen-plus', day: DAY, facets: { thinking: 'on' } },
  { list: LIST, model: 'qwen-plus', day: DAY, facets: { batch: 'batch' } },
  { list: LIST, model: 'qwen-turbo', day: DAY, facets: {} },
  { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16', facets: {} },
  { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2025-04-03', facets: {} },
] as const

/** Chooses model, scope, date and mode. */
export const chooseMode: Task = async (find) => {
  for (const { facets, ...choice } of CASES) {
    const calculator = find(choice.list)
    const { locale } = calculator
    await choose(calculator, choice)
    await openTab(calculator, 'quantities')
    await fillQuantities(calculator, USE)
    for (const [facet, value] of Object.entries(facets))
      await field(calculator, facetName(facet, locale)).selectOption({ label: facetText(facet, value, locale) })
    await expectShown(calculator, shownReceipt(await receiptFor(choice, USE, facets), calculator))
  }
}
