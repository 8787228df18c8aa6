import { formatExact } from '@ratecard/core'
import { expect, it } from 'vitest'
import { readQuantities } from './read-quantities.ts'

const read = (...lists: string[]) => readQuantities(lists, '--usage')

function codes(...lists: string[]): readonly (readonly [string, string])[] {
  const result = read(...lists)
  return result.ok ? [] : result.issues.map(({ code, path }) => [code, path] as const)
}

it('reads lists that are given at once or one by one', () => {
  const quantities = read('input_tokens=1000, output_tokens = 200', 'audio_seconds=1.5')
  expect(quantities.ok && [...quantities.value].map(([id, value]) => `${id} ${formatExact(value)}`)).toEqual([
    'input_tokens 1000',
    'output_tokens 200',
    'audio_seconds 1.5',
  ])
})

it('keeps every digit', () => {
  const quantities = read('input_tokens=9007199254740993')
  expect(quantities.ok && formatExact([...quantities.value.values()][0] ?? fail())).toBe('9007199254740993')
})

const fail = (): never => {
  throw new Error('no quantity')
}

it.each([
  ['foo=1', 'unknown-meter', '--usage'],
  ['total_tokens=1', 'unknown-meter', '--usage'],
  ['__proto__=1', 'unknown-meter', '--usage'],
  ['constructor=1', 'unknown-meter', '--usage'],
  ['input_tokens=-1', 'invalid-quantity-whole', '--usage input_tokens'],
  ['input_tokens=0.5', 'invalid-quantity-whole', '--usage input_tokens'],
  ['audio_seconds=-0.5', 'invalid-quantity-decimal', '--usage audio_seconds'],
  ['input_tokens=NaN', 'invalid-number', '--usage input_tokens'],
  ['input_tokens=Infinity', 'invalid-number', '--usage input_tokens'],
  ['input_tokens=1e400', 'invalid-number', '--usage input_tokens'],
  ['input_tokens=8/3', 'invalid-number', '--usage input_tokens'],
  ['input_tokens=0x10', 'invalid-number', '--usage input_tokens'],
  ['input_tokens=１０', 'invalid-number', '--usage input_tokens'],
  [`input_tokens=${'9'.repeat(400)}`, 'invalid-number', '--usage input_tokens'],
  ['input_tokens', 'invalid-pair', '--usage'],
  ['input_tokens=', 'invalid-pair', '--usage'],
  ['=5', 'invalid-pair', '--usage'],
  ['input_tokens=1,,output_tokens=2', 'invalid-pair', '--usage'],
  ['input_tokens=1,input_tokens=1', 'repeated-key', '--usage'],
])('refuses %s as %s', (list, code, path) => {
  expect(codes(list)).toEqual([[code, path]])
})

it('tells every mistake at once', () => {
  expect(codes('input_tokens=-1,foo=2', 'output_tokens=NaN').map(([code]) => code)).toEqual([
    'invalid-quantity-whole',
    'unknown-meter',
    'invalid-number',
  ])
})
