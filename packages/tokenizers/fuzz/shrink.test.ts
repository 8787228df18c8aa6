import { expect, test } from 'vitest'
import { shrink } from './shrink.ts'

test.each([
  ['one character', (text: string) => text.includes('\u0085'), '\u0085'],
  ['two that stand apart', (text: string) => /ſ.*\ufeff/su.test(text), 'ſ\ufeff'],
  ['plainer characters', (text: string) => Array.from(text).length >= 3, 'aaa'],
  ['a lone surrogate', (text: string) => /\p{Surrogate}/u.test(text), '\ud800'],
  ['nothing that fails again', () => false, undefined],
])('%s', async (_, fails, expected) => {
  const text = `${'word '.repeat(200)}ſ \u0085 ${'中'.repeat(100)}\ufeff \ud800 😀`
  expect(await shrink(text, async (shorter) => fails(shorter))).toBe(expected ?? text)
})

test('gives up after some thousand attempts', async () => {
  let attempts = 0
  const text = Array.from({ length: 20_000 }, (_, index) => String.fromCharCode(0x4e00 + index)).join('')
  await shrink(text, async () => {
    attempts++
    return attempts % 2 === 0
  })
  expect(attempts).toBeLessThanOrEqual(3_000)
})
