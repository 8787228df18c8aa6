import { expect, it } from 'vitest'
import { rational } from '../number/rational.ts'
import { told } from '../testing/a-tariff.ts'
import { estimateAudio } from './audio.ts'

it.each([
  ['150', '12.5', ['1875', '1875', '1875']],
  ['60', '25', ['1500', '1500', '1500']],
  ['1', '12.5', ['12', '13', '13']],
  ['0.2', '25', ['25', '25', '25']],
  ['0.999999999', '12.5', ['12', '13', '13']],
  ['10.01', '25', ['250', '250', '251']],
])('%s seconds at %s tokens a second', (seconds, tokensPerSecond, tokens) => {
  const { low, likely, high } = estimateAudio(rational(seconds), { tokensPerSecond, minimumSeconds: '1' })
  expect([low, likely, high].map(told)).toEqual(tokens)
})

it('has no shortest length unless the rule names one', () => {
  expect(told(estimateAudio(rational('0.2'), { tokensPerSecond: '25' }).likely)).toBe('5')
})
