import { describe, expect, test } from 'vitest'
import { tokenizerCache } from './tokenizer-cache.ts'

describe('tokenizerCache', () => {
  test('opens what is asked for, once, however soon it is asked for again', async () => {
    const opened: string[] = []
    const load = tokenizerCache(async (id) => {
      opened.push(id)
      return { id }
    })
    const [first, second] = await Promise.all([load('qwen'), load('qwen')])
    expect(second).toBe(first)
    expect(await load('qwen')).toBe(first)
    expect(opened).toEqual(['qwen'])
    expect((await load('cl100k_base')).id).toBe('cl100k_base')
    expect(opened).toEqual(['qwen', 'cl100k_base'])
  })

  test('tries again after a failure', async () => {
    let failures = 1
    const load = tokenizerCache(async (id) => {
      if (failures-- > 0) throw new Error('disk')
      return id
    })
    await expect(load('qwen')).rejects.toThrow('disk')
    expect(await load('qwen')).toBe('qwen')
  })
})
