import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import { rational } from '../number/rational.ts'
import { estimate } from '../receipt/estimate.ts'
import { amountsOf, codesOf, OPTIONS, told, unwrap } from '../testing/a-tariff.ts'
import { BUNDLED_TARIFFS } from './index.ts'

async function estimated(list: string, model: string, asked: object, at = '2026-05-16T12:00:00+08:00') {
  const bundled = BUNDLED_TARIFFS.find(({ id }) => id === `alibaba-model-studio/${list}`)
  if (bundled === undefined) throw new Error(list)
  const table = compileTariff(await bundled.load(), { models: [model], allowEvidence: ['catalogue'] })
  return estimate({ model, at, ...asked }, [table], OPTIONS)
}

const tokensOf = async (...given: Parameters<typeof estimated>) =>
  unwrap(await estimated(...given)).lines.map(({ meter, quantity }) => [meter, told(quantity)])

/** 4000 × 3000, which every rule scales down, and each to another size. */
const photo = { imageSizes: [{ width: 4000, height: 3000 }] }
const minute = { audioSeconds: [rational(60)] }

describe('Model Studio, as its pages of February 2026 say,', () => {
  it.each([
    ['cn-cny', 'qwen3-vl-plus', '2496'],
    ['global-cny', 'qwen3-vl-30b-a3b-instruct', '2496'],
    ['us-cny', 'qwen3-vl-flash-us', '2496'],
    ['international-usd', 'qwen3-vl-plus', '2496'],
    ['eu-cny', 'qwen3.5-flash', '2496'],
    ['cn-cny', 'qwen3.5-397b-a17b', '2496'],
    ['cn-cny', 'qwen-vl-max', '1232'],
    ['cn-cny', 'qwen-vl-plus-2025-07-10', '1232'],
    ['international-cny', 'qwen-vl-max-2025-04-08', '1232'],
    ['cn-cny', 'qvq-max', '1232'],
    ['international-cny', 'qwen2.5-vl-72b-instruct', '1232'],
    ['cn-cny', 'qwen3-omni-flash', '1232'],
  ])('of %s %s has %s tokens for a photo', async (list, model, tokens) => {
    expect(await tokensOf(list, model, photo)).toEqual([['input_image_tokens', tokens]])
  })

  it.each([
    ['cn-cny', 'qwen-vl-max', '258'],
    ['cn-cny', 'qwen-vl-max-2025-01-25', '326'],
    ['cn-cny', 'qwen-omni-turbo', '326'],
    ['cn-cny', 'qwen3-omni-flash', '258'],
  ])('of %s %s has patches of its own: %s for 512 × 512', async (list, model, tokens) => {
    const asked = { imageSizes: [{ width: 512, height: 512 }] }
    expect(await tokensOf(list, model, asked)).toEqual([['input_image_tokens', tokens]])
  })

  it.each([
    ['cn-cny', 'qwen3-omni-flash', '750'],
    ['cn-cny', 'qwen3-omni-flash-realtime', '750'],
    ['international-cny', 'qwen-omni-turbo', '1500'],
    ['international-usd', 'qwen3-omni-flash', '750'],
  ])('of %s %s has %s tokens for a minute', async (list, model, tokens) => {
    expect(await tokensOf(list, model, minute)).toEqual([['input_audio_tokens', tokens]])
  })

  it.each([
    ['cn-cny', 'qwen3.6-plus'],
    ['cn-cny', 'qwen3.5-omni-plus'],
    ['cn-cny', 'qwen-vl-ocr'],
    ['cn-cny', 'qwen-vl-max-2024-11-19'],
    ['cn-cny', 'qwen-omni-turbo-realtime'],
    ['cn-cny', 'qwen-plus'],
  ])('of %s %s has no rule', async (list, model) => {
    const asked = { ...photo, ...minute }
    expect(codesOf(await estimated(list, model, asked))).toEqual(['no-image-rule', 'no-audio-rule'])
  })

  it('has no rule for what an alias stood for years before', async () => {
    const asked = await estimated('cn-cny', 'qwen-vl-max', photo, '2025-02-01T00:00:00+08:00')
    expect(codesOf(asked)).toEqual(['no-image-rule'])
  })

  it('charges the answer to an image or to audio more', async () => {
    const price = async (asked: object) =>
      amountsOf(unwrap(await estimated('cn-cny', 'qwen3-omni-flash', { ...asked, outputTokens: rational(10_000) })))
        .output_tokens
    expect([await price({ text: { tokens: rational(1) } }), await price(photo), await price(minute)]).toEqual([
      '0.069',
      '0.127',
      '0.127',
    ])
  })

  it('has no price in US dollars for an image of an omni model, whose tokens are not those of text', async () => {
    const receipt = unwrap(await estimated('international-usd', 'qwen-omni-turbo', photo))
    expect(receipt.lines).toMatchObject([{ meter: 'input_image_tokens', status: 'unpriced' }])
  })
})
