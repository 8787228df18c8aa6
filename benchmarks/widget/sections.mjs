import { gzipSync } from 'node:zlib'
import { digits, markdownTable } from '../tokenizers/markdown-table.mjs'
import { median } from '../tokenizers/median.mjs'
import { pageNames, paste } from './open-pages.mjs'

const english = 'The quick brown fox jumps over the lazy dog, again and again. '
const chinese = '今天天气很好，我们一起去公园散步吧。'
const texts = (characters) => ({
  English: english.repeat(characters / english.length + 1).slice(0, characters),
  Chinese: chinese.repeat(characters / chinese.length + 1).slice(0, characters),
})

/** From the paste of 100,000 characters to a figure on the page, and to the exact one. */
export async function measureEstimate({ open }, { rounds }) {
  const rows = []
  for (const [language, text] of Object.entries(texts(100_000))) {
    const times = []
    for (let round = 0; round < rounds; round++) {
      const { page, close } = await open('ratecard')
      await page.locator('.rc-total').first().waitFor()
      await page.evaluate(watchTotal)
      const from = await paste(page, text)
      const first = (await page.evaluate(() => globalThis.changed)) - from
      await page.getByText('An estimate').waitFor()
      await page.getByText('An estimate').waitFor({ state: 'detached' })
      times.push([first, (await page.evaluate(() => performance.now())) - from])
      await close()
    }
    rows.push({ language, first: median(times.map(([own]) => own)), exact: median(times.map(([, own]) => own)) })
  }
  return rows
}

function watchTotal() {
  const { promise, resolve } = Promise.withResolvers()
  const root = document.querySelector('ratecard-calculator').shadowRoot
  const before = root.querySelector('.rc-total').textContent
  new MutationObserver(() => {
    if (root.querySelector('.rc-total')?.textContent !== before) requestAnimationFrame(() => resolve(performance.now()))
  }).observe(root, { subtree: true, childList: true, characterData: true })
  globalThis.changed = promise
}

export const renderEstimate = (rows) =>
  `## From paste to figure\n\n100,000 characters into an open page, in milliseconds, to the next frame: the estimate, and the count by qwen's
tokenizer, which is loaded then (0.7 MB) and counts in a worker after a pause of 250 ms. Medians.\n\n${markdownTable(
    ['text', 'estimate', 'exact'],
    rows.map(({ language, first, exact }) => [language, digits(first), digits(exact)]),
  )}`

/** How long keys wait, with a million bytes of text pasted before. */
export async function measureTyping({ open }, { keys }) {
  const rows = []
  for (const [language, text] of Object.entries({ English: texts(1_000_000).English, Chinese: texts(333_333).Chinese }))
    for (const name of pageNames) {
      const { page, close } = await open(name)
      await paste(page, text)
      await page.waitForTimeout(4000)
      const pasted = await longest(page)
      for (let key = 0; key < keys; key++) {
        await page.keyboard.type('a')
        await page.waitForTimeout(150)
      }
      await page.waitForTimeout(2000)
      rows.push({ language, name, pasted, typed: await longest(page) })
      await close()
    }
  return rows
}

const longest = (page) => page.evaluate(() => Math.max(0, ...globalThis.longTasks.splice(0)))

export const renderTyping = (rows) =>
  `## Keys with a megabyte of text\n\nThe longest that the main thread was blocked, in milliseconds, by the paste of 1,000,000 bytes and by one of the
keys after it; a browser tells of 50 and more. The bare field does nothing but show the text.\n\n${markdownTable(
    ['text, page', 'paste', 'a key'],
    rows.map(({ language, name, pasted, typed }) => [`${language}, ${name}`, shown(pasted), shown(typed)]),
  )}`

const shown = (milliseconds) => (milliseconds === 0 ? '< 50' : digits(milliseconds))

/** What a page loads until it shows a price, and for the exact count. */
export async function measureBytes({ open }) {
  const { page, bytes, close } = await open('ratecard')
  await page.locator('.rc-total').first().waitFor()
  await page.waitForTimeout(1000)
  const first = sizes(bytes.splice(0))
  await paste(page, 'Nice to meet you.')
  await page.waitForTimeout(3000)
  const exact = sizes(bytes)
  await close()
  return { first, exact }
}

const sizes = (bytes) =>
  bytes
    .filter(([url]) => url.endsWith('.js'))
    .map(([url, body]) => ({
      file: url
        .split('/')
        .pop()
        .replace(/-[A-Z0-9]{8}/g, ''),
      bytes: gzipSync(body).length,
    }))

export const renderBytes = ({ first, exact }) => {
  const row = ({ file, bytes }) => [file, digits(bytes / 1000)]
  const sum = (rows) => rows.reduce((total, { bytes }) => total + bytes, 0)
  return `## What is loaded\n\nIn kB of gzip: until the first price (${digits(sum(first) / 1000)}), with the tables of one price list; and for an exact count
(${digits(sum(exact) / 1000)}).\n\n${markdownTable(['file', 'kB'], [...first, ...exact].filter(({ bytes }) => bytes > 500).map(row))}`
}

/** What is required, with what was measured. */
export function renderTargets({ estimate = [], typing = [] }) {
  const rows = [
    ...estimate.map(({ language, first }) => [
      `first estimate of 100,000 characters, ${language}`,
      '≤ 50 ms',
      `${digits(first)} ms`,
      first <= 50,
    ]),
    ...typing
      .filter(({ name }) => name === 'ratecard')
      .map(({ language, typed }) => [
        `a key with 1 MB of pasted text, ${language}`,
        '≤ 50 ms',
        `${shown(typed)} ms`,
        typed <= 50,
      ]),
  ]
  return `## Targets\n\n${markdownTable(
    ['target', 'required', 'measured', 'met'],
    rows.map(([name, required, measured, met]) => [name, required, measured, met ? 'yes' : '**no**']),
  )}`
}
