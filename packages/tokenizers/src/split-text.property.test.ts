import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Encoding } from './encoding.ts'
import { openEncoding } from './open-encoding.ts'
import { splitText } from './split-text.ts'
import { referenceTokenizer } from './testing/reference-tokenizer.ts'
import { trickyText } from './testing/tricky-text.ts'
import { tokenizerIds } from './tokenizer-ids.ts'

const pairs = await Promise.all(
  tokenizerIds.map(async (id) => ({
    id,
    encoding: await openEncoding(id),
    reference: await referenceTokenizer(id),
  })),
)

/** Reads a text that arrives in chunks, each of them at once. */
function encodeChunks(chunks: readonly string[], encoding: Encoding, specials: 'ordinary' | 'all'): number[] {
  const ids: number[] = []
  let rest = ''
  for (const [index, chunk] of chunks.entries()) {
    const parts = splitText(rest + chunk, encoding, { specials, more: index + 1 < chunks.length })
    let part = parts.next()
    for (; !part.done; part = parts.next()) {
      ids.push(...(typeof part.value === 'number' ? [part.value] : encoding.engine.encode(part.value)))
    }
    rest = part.value
  }
  expect(rest).toBe('')
  return ids
}

describe('a text has the same tokens however it is divided into chunks', () => {
  const divided = fc.tuple(trickyText, fc.array(fc.nat(60), { maxLength: 4 })).map(([text, places]) => {
    const cuts = [0, ...places.sort((a, b) => a - b), text.length]
    return { text, chunks: cuts.slice(1).map((cut, index) => text.slice(cuts[index], cut)) }
  })

  for (const specials of ['ordinary', 'all'] as const) {
    test.each(pairs)(`$id, specials ${specials}`, ({ encoding, reference }) => {
      const property = fc.property(divided, ({ text, chunks }) => {
        expect(encodeChunks(chunks, encoding, specials)).toEqual(reference[specials](text))
      })
      fc.assert(property, { numRuns: 2_000 })
    })
  }
})
