import { facetName, facetText } from '@ratecard/core/messages'
import { choose, expectShown, field, openTab } from '../calculator.ts'
import { receiptFor, shownReceipt } from '../expected.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

const LIST = 'alibaba-model-studio/cn-cny'
const DAY = '2026-05-16'

const CASES = [
  { model: 'qwen3-asr-flash', quantities: { audio_seconds: '3600' }, facets: {} },
  { model: 'wan2.6-t2v', quantities: { output_video_seconds: '12.5' }, facets: { resolution: '720P' } },
] as const

/** Audio and video by their duration. */
export const priceMedia: Task = async (find) => {
  const calculator = find(LIST)
  const { locale } = calculator
  for (const { model, quantities, facets } of CASES) {
    const choice = { list: LIST, model, day: DAY }
    await choose(calculator, choice)
    await openTab(calculator, 'quantities')
    await fillQuantities(calculator, quantities)
    for (const [facet, value] of Object.entries(facets))
      await field(calculator, facetName(facet, locale)).selectOption({ label: facetText(facet, value, locale) })
    await expectShown(calculator, shownReceipt(await receiptFor(choice, quantities, facets), calculator))
  }
}
