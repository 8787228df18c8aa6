import { expect } from 'vitest'
import { type Calculator, choose, expectShown, field, openTab } from '../calculator.ts'
import { countedFor, estimateFor, shownReceipt } from '../expected.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const TEXT = 'A file that was dropped.\n'

/** Drops a file of text, whose tokens are counted, and an image, whose size is read. */
export const dropFiles: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { words } = calculator
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'text')
  await field(calculator, words.output).fill('100')
  await drop(calculator, 'text')
  const text = await countedFor(QWEN_MAX, TEXT)
  const receipt = await estimateFor(QWEN_MAX, { text, outputTokens: { numerator: 100, denominator: 1 } })
  await expectShown(calculator, shownReceipt(receipt, calculator))
  await expect.poll(() => field(calculator, words.text).inputValue()).toBe(TEXT)
  await drop(calculator, 'image')
  await expect.poll(() => field(calculator, words.images).inputValue()).toBe('640x480')
}

async function drop(calculator: Calculator, kind: 'text' | 'image'): Promise<void> {
  const dataTransfer = await calculator.page.evaluateHandle(
    async ([own, text]) => {
      const blobOf = (): Promise<Blob | null> => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
        return new Promise((resolve) => canvas.toBlob(resolve))
      }
      const image = own === 'image' ? await blobOf() : undefined
      const transfer = new DataTransfer()
      transfer.items.add(image ? new File([image], 'a.png', { type: 'image/png' }) : new File([text], 'a.txt'))
      return transfer
    },
    [kind, TEXT] as const,
  )
  await field(calculator, calculator.words.text).dispatchEvent('drop', { dataTransfer })
}
