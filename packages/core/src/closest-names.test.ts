import { expect, it } from 'vitest'
import { closestNames } from './closest-names.ts'

const MODELS = ['qwen-max', 'qwen-plus', 'qwen-turbo', 'qwen3-max', 'text-embedding-v3', 'wan2.6-t2v', 'gpt-4o']

it.each([
  ['qwen-pls', 'qwen-plus'],
  ['qwne-plus', 'qwen-plus'],
  ['plus', 'qwen-plus'],
  ['embedding', 'text-embedding-v3'],
  ['gpt4o', 'gpt-4o'],
])('%s is most like %s', (name, likely) => expect(closestNames(name, MODELS)[0]).toBe(likely))

it('gives five at most, each once, whatever was asked', () => {
  expect(closestNames('', [...MODELS, ...MODELS])).toHaveLength(5)
  expect(closestNames('x'.repeat(1_000_000), MODELS)).toHaveLength(5)
  expect(closestNames('a', [])).toEqual([])
})
