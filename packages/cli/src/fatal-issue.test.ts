import { CorruptVocabularyError, tokenizerIds, UnknownTokenizerError } from '@ratecard/tokenizers'
import { expect, it } from 'vitest'
import { outcomeOf } from './exit-codes.ts'
import { fatalIssue } from './fatal-issue.ts'
import { OutputError } from './io.ts'

it.each([
  [
    new CorruptVocabularyError('qwen', { expected: 'ab', actual: 'cd' }),
    { code: 'corrupt-vocabulary', params: { name: 'qwen', expected: 'ab', actual: 'cd' } },
    'internal',
  ],
  [
    new CorruptVocabularyError('qwen', { expected: 'ab' }),
    { code: 'unreadable-vocabulary', params: { name: 'qwen', expected: 'ab' } },
    'internal',
  ],
  [new UnknownTokenizerError('bert'), { code: 'unknown-tokenizer', params: { candidates: tokenizerIds } }, 'bad-input'],
  [
    Object.assign(new Error('broken'), { code: 'ENOMEM' }),
    { code: 'internal', params: { message: 'broken' } },
    'internal',
  ],
  [new OutputError('ENOSPC'), { code: 'unwritable-output', params: { reason: 'ENOSPC' } }, 'internal'],
  ['a string', { code: 'internal', params: { message: 'a string' } }, 'internal'],
  [undefined, { code: 'internal', params: { message: 'undefined' } }, 'internal'],
])('tells what %s is', (error, issue, outcome) => {
  expect(fatalIssue(error)).toEqual({ path: '', ...issue })
  expect(outcomeOf(fatalIssue(error).code, 'input')).toBe(outcome)
})
