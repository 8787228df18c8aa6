import { choose, expectShown, field, openTab } from '../calculator.ts'
import { estimateFor, receiptFor, shownReceipt } from '../expected.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

const IMAGE_TO_TEXT = { list: 'atomgit-ai/default', model: 'image-to-text', day: '2024-12-16' }
const QWEN_IMAGE = { list: 'alibaba-model-studio/cn-cny', model: 'qwen-image-plus', day: '2026-05-16' }

/** Images that are read, by their sizes; and images that are made, by their number. */
export const priceImages: Task = async (find) => {
  const atomgit = find(IMAGE_TO_TEXT.list)
  await choose(atomgit, IMAGE_TO_TEXT)
  await openTab(atomgit, 'text')
  await field(atomgit, atomgit.words.text).fill('')
  await field(atomgit, atomgit.words.output).fill('')
  await field(atomgit, atomgit.words.images).fill('512x512, 1920×1080*2')
  const large = { width: 1920, height: 1080 }
  const read = await estimateFor(IMAGE_TO_TEXT, { imageSizes: [{ width: 512, height: 512 }, large, large] })
  await expectShown(atomgit, shownReceipt(read, atomgit))

  const modelStudio = find(QWEN_IMAGE.list)
  await choose(modelStudio, QWEN_IMAGE)
  await openTab(modelStudio, 'quantities')
  await fillQuantities(modelStudio, { images: '25' })
  await expectShown(modelStudio, shownReceipt(await receiptFor(QWEN_IMAGE, { images: '25' }), modelStudio))
}
