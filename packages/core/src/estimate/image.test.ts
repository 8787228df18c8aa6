import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Range } from '../number/range.ts'
import type { ImageRule } from '../tariff/tariff.ts'
import { told } from '../testing/a-tariff.ts'
import { estimateImage, imagePatches } from './image.ts'

describe('by its area an image', () => {
  it('has floor(width × height / patch²) tokens, exactly', () => {
    const side = fc.integer({ min: 1, max: 2 ** 40 })
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 9999 }), (width, height, tenths) => {
        const patch = `${Math.trunc(tenths / 10)}.${tenths % 10}`
        const expected = (BigInt(width) * BigInt(height) * 100n) / BigInt(tenths) ** 2n
        expect(spanOf(estimateImage({ width, height }, { patch }))).toBe(String(expected))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    [512, 512, '334'],
    [28, 28, '1'],
    [27, 28, '0'],
    [1920, 1080, '2644'],
  ])('of %d × %d has at patch 28 %s tokens', (width, height, tokens) => {
    expect(spanOf(estimateImage({ width, height }, { patch: '28' }))).toBe(tokens)
  })
})

describe('on a grid an image', () => {
  it('has the sides of the published program, which computes with floats', () => {
    const side = fc.integer({ min: 1, max: 20_000 })
    const patch = fc.constantFrom(28, 32)
    const most = fc.constantFrom(1280, 2560, 16_384)
    fc.assert(
      fc.property(side, side, patch, most, (width, height, p, tokens) => {
        const expected = published(width, height, p, tokens * p * p)
        const { columns, rows } = patchesOf(width, height, p, tokens)
        for (const [range, cells] of [[columns, expected.columns] as const, [rows, expected.rows] as const]) {
          if (told(range.low) === told(range.high)) expect(told(range.likely)).toBe(String(cells))
          else expect([told(range.low), told(range.high)]).toContain(String(cells))
        }
      }),
      { numRuns: 5000 },
    )
  })

  it('is a range only of a side that is a whole number after it was scaled', () => {
    const side = fc.integer({ min: 1, max: 20_000 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { rows } = patchesOf(width, height, 28, 1280)
        if (told(rows.low) === told(rows.high)) return
        const root = BigInt(told(rows.likely))
        const squares = [1280n, 4n].map((tokens) => tokens * BigInt(height) === root * root * BigInt(width))
        expect(squares).toContain(true)
      }),
      { numRuns: 5000 },
    )
  })

  it('is a range where the floats of the published program fall short of the whole number', () => {
    expect(published(1500, 1200, 28, 1_003_520)).toEqual({ columns: 40, rows: 31 })
    expect(spanOf(estimateImage({ width: 1500, height: 1200 }, onGrid(28, 1280)))).toBe('1211–1282–1282')
    expect(published(19, 76, 28, 1_003_520)).toEqual({ columns: 2, rows: 5 })
    expect(spanOf(estimateImage({ width: 19, height: 76 }, onGrid(28, 1280)))).toBe('6–6–12')
  })

  it.each([
    ['halves go to the even patch', 80, 112, 32, '10'],
    ['sides between patches go to the nearer', 1000, 1000, 32, '963'],
    ['more pixels than the most are scaled down', 4000, 3000, 32, '2496'],
    ['a strip is scaled down as one', 20_000, 200, 32, '2527'],
    ['no more than the fewest tokens', 64, 64, 32, '6'],
    ['a strip thinner than a patch is scaled up', 100, 5, 32, '11'],
  ])('%s: %d × %d at patch %d', (_, width, height, patch, tokens) => {
    const cells = published(width, height, patch, 2560 * patch * patch)
    expect(String(cells.columns * cells.rows + 2)).toBe(tokens)
    expect(spanOf(estimateImage({ width, height }, onGrid(patch, 2560)))).toBe(tokens)
  })

  it('never has fewer tokens than the fewest, though a side is scaled to nothing', () => {
    expect(published(1_000_000, 20, 28, 1_003_520)).toMatchObject({ rows: 0 })
    expect(spanOf(estimateImage({ width: 1_000_000, height: 20 }, onGrid(28, 1280)))).toBe('6')
  })
})

const onGrid = (patch: number, tokens: number): ImageRule & Required<Pick<ImageRule, 'grid'>> => ({
  patch: String(patch),
  grid: { maximumPixels: String(tokens * patch * patch), minimumTokens: '4', extraTokens: '2' },
})

function patchesOf(width: number, height: number, patch: number, tokens: number) {
  const rule = onGrid(patch, tokens)
  return imagePatches({ width, height }, rule.patch, rule.grid)
}

/** The program of Model Studio's page on vision, in floats as it stands there. */
function published(width: number, height: number, patch: number, most: number): { columns: number; rows: number } {
  const least = 4 * patch * patch
  const [rows, columns] = [roundHalfEven(height / patch), roundHalfEven(width / patch)]
  const pixels = rows * columns * patch * patch
  if (pixels > most) {
    const beta = Math.sqrt((height * width) / most)
    return { columns: Math.floor(width / beta / patch), rows: Math.floor(height / beta / patch) }
  }
  if (pixels < least) {
    const beta = Math.sqrt(least / (height * width))
    return { columns: Math.ceil((width * beta) / patch), rows: Math.ceil((height * beta) / patch) }
  }
  return { columns, rows }
}

/** `round` of the language that the page's program is written in. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value)
  if (value - below !== 0.5) return Math.round(value)
  return below % 2 === 0 ? below : below + 1
}

function spanOf({ low, likely, high }: Range): string {
  const ends = [low, likely, high].map(told)
  return new Set(ends).size === 1 ? (ends[0] ?? '') : ends.join('–')
}
