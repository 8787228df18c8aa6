import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addRationals, rational, ZERO } from '../number/rational.ts'
import { told } from '../testing/a-tariff.ts'
import { coreSeconds } from './core-hours.ts'

it('is cores × running time × instances, exactly', () => {
  const count = fc.nat({ max: 2 ** 45 })
  fc.assert(
    fc.property(count, count, count, (halfCores, seconds, instances) => {
      const cores = `${(BigInt(halfCores) * 5n) / 10n}.${(BigInt(halfCores) * 5n) % 10n}`
      const used = coreSeconds({ cores: rational(cores), seconds: rational(seconds), instances: rational(instances) })
      const twice = BigInt(halfCores) * BigInt(seconds) * BigInt(instances)
      expect(told(used)).toBe(`${twice / 2n}${twice % 2n === 0n ? '' : '.5'}`)
    }),
  )
})

it('concurrent instances are summed: three are three times one', () => {
  const one = coreSeconds({ cores: rational('0.5'), seconds: rational('600'), instances: rational(1) })
  const three = coreSeconds({ cores: rational('0.5'), seconds: rational('600'), instances: rational(3) })
  expect(three).toEqual([one, one, one].reduce(addRationals, ZERO))
  expect(told(three)).toBe('900')
})
