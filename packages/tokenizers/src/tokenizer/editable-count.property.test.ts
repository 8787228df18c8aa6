import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodings } from '../encodings/encodings.ts'
import { loadTokenizer } from '../load-tokenizer.ts'
import { trickyText } from '../testing/tricky-text.ts'

/** One of each pattern, and of each shape of special tokens. */
const ids = ['qwen3', 'o200k_harmony', 'cl100k_base', 'p50k_edit', 'deepseek_v4'] as const

describe.each(ids)('%s', async (id) => {
  const tokenizer = await loadTokenizer(id)
  const names = Object.keys((await encodings[id]()).specials)

  const part = fc.oneof(
    { weight: 3, arbitrary: trickyText },
    { weight: 2, arbitrary: fc.constantFrom(...names) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...names), fc.nat(8)).map(([name, cut]) => name.slice(cut)) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...names), fc.nat(8)).map(([name, cut]) => name.slice(0, -cut)) },
    { weight: 2, arbitrary: fc.constantFrom('', ' ', '\n', 'x', '中', '\u0301', '\u0338', "'", '\ud83d') },
  )
  /** Longer than several segments. */
  const text = fc
    .array(fc.tuple(part, fc.constantFrom(1, 20, 100)), { maxLength: 12 })
    .map((parts) => parts.map(([repeated, times]) => `${repeated} `.repeat(times)).join(''))
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), less: fc.nat(40), text: part })

  test.each(['ordinary', 'all'] as const)('%s: after any edits it is the count of the text', (specials) => {
    const property = fc.property(text, fc.array(edit, { maxLength: 8 }), (whole, edits) => {
      const edited = tokenizer.countEdits(whole, { specials })
      let expected = whole
      for (const { at, less, text: inserted } of [{ at: 0, less: 0, text: '' }, ...edits]) {
        const start = Math.floor(at * expected.length)
        const end = Math.min(expected.length, start + less)
        edited.replace(start, end, inserted)
        expected = expected.slice(0, start) + inserted + expected.slice(end)
        expect(edited.tokens).toBe(tokenizer.count(expected, { specials }))
      }
      expect(edited.text).toBe(expected)
      expect(edited.length).toBe(expected.length)
    })
    fc.assert(property, { numRuns: 40 })
  })

  test('a special token, made and broken at every place beside the border of a segment', () => {
    const [name] = names as [string]
    const before = 'one two '.repeat(300)
    for (let place = 1000; place < 1000 + 2 * name.length + 60; place += 5) {
      for (let part = 1; part < name.length; part++) {
        const text = before.slice(0, place) + name.slice(0, part) + name.slice(part + 1) + before.slice(place)
        const edited = tokenizer.countEdits(text, { specials: 'all' })
        edited.replace(place + part, place + part, name.charAt(part))
        const whole = before.slice(0, place) + name + before.slice(place)
        expect(edited.tokens).toBe(tokenizer.count(whole, { specials: 'all' }))
        edited.replace(place + part, place + part + 1, '')
        expect(edited.tokens).toBe(tokenizer.count(text, { specials: 'all' }))
      }
    }
  })
})
