import { describe, expect, test } from 'vitest'
import { fetchSource } from './fetch-source.mjs'
import { encodingSources } from './write-vocabularies.mjs'

describe('fetchSource', () => {
  test('fails with both hashes if the file is another', () => {
    const { r50k_base: source } = encodingSources
    if (source === undefined) throw new Error('No source for r50k_base')
    const expected = '0'.repeat(64)
    expect(() => fetchSource({ ...source, sha256: expected })).toThrow(`is ${source.sha256}, expected ${expected}`)
  })
})
