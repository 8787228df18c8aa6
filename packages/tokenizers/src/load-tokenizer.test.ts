import { describe, expect, test } from 'vitest'
import { loadTokenizer } from './load-tokenizer.ts'
import { tokenizerIds } from './tokenizer-ids.ts'
import { UnknownTokenizerError } from './unknown-tokenizer-error.ts'

describe('loadTokenizer', () => {
  test.each(tokenizerIds)('%s has its id and is loaded once', async (id) => {
    const tokenizer = await loadTokenizer(id)
    expect(tokenizer.id).toBe(id)
    expect(await loadTokenizer(id)).toBe(tokenizer)
  })

  test.each(['', 'Qwen', 'qwen ', 'gpt2', 'constructor', '__proto__', 'x'.repeat(1_000)])('refuses %j', async (id) => {
    const error = await loadTokenizer(id).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UnknownTokenizerError)
    expect(error).toMatchObject({ code: 'unknown-tokenizer', candidates: tokenizerIds })
    expect((error as Error).message).toContain(`use one of ${tokenizerIds.join(', ')}.`)
    expect((error as Error).message.length).toBeLessThan(300)
  })

  test('refuses what is not a string', async () => {
    await expect(loadTokenizer(undefined as never)).rejects.toBeInstanceOf(UnknownTokenizerError)
  })
})
