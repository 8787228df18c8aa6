import { expect, it } from 'vitest'
import { readImageSize } from './read-image-size.ts'

it.each(['512x512', '512X512', '512×512'])('reads %s', (text) => {
  expect(readImageSize(text, '--image')).toEqual({ ok: true, value: { width: 512, height: 512 } })
})

it.each(['', '512', '0x512', '512x0', '-1x5', '1.5x2', '512x512x3', '1e3x1', '9999999999x1', 'x', '512 x 512'])(
  'refuses "%s"',
  (text) => {
    expect(readImageSize(text, '--image')).toMatchObject({ ok: false, issues: [{ code: 'invalid-image-size' }] })
  },
)
