import { expect } from 'vitest'
import { choose, expectShown, openTab } from '../calculator.ts'
import { receiptFor, shownReceipt } from '../expected.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const USE = { input_tokens: '1234567', output_tokens: '7' } as const

/** Takes the receipt along as JSON, Markdown and CSV. */
export const copyReceipt: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { page, root, words } = calculator
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'quantities')
  await fillQuantities(calculator, USE)
  const receipt = await receiptFor(QWEN_MAX, USE)
  await expectShown(calculator, shownReceipt(receipt, calculator))
  const copied = async (format: string) => {
    await page.evaluate(() => navigator.clipboard.writeText(''))
    await root.getByRole('button', { name: format, exact: true }).click()
    await root.getByText(words.copied, { exact: true }).waitFor({ state: 'attached' })
    const read = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(read).not.toBe('')
    return read()
  }
  const json = JSON.parse(await copied('JSON'))
  expect(json).toMatchObject({
    schema: 'ratecard/receipt@1',
    lines: [
      { meter: 'input_tokens', quantity: '1234567', amount: '12.34567' },
      { meter: 'output_tokens', amount: '0.00021' },
    ],
    totals: [{ currency: 'USD', amount: '12.34588', complete: true }],
    tariffs: [{ sha256: receipt.tariffs[0]?.sha256 }],
  })
  const markdown = await copied('Markdown')
  expect(markdown).toContain('**12.34588 USD**')
  expect(markdown).toMatch(/^\| .*1,234,567.*\| 12\.34567 USD \|$/m)
  const rows = (await copied('CSV')).split('\r\n')
  expect(rows[0]).toMatch(/^meter,quantity,unit,price,per,amount,/)
  expect(rows[1]).toMatch(/,1234567,.*,0\.0100,1000,12\.34567,/)
}
