import { failed, issue, ok, type Result, shown } from '../result.ts'
import type { ImageSize } from './image.ts'

/**
 * Reads `512x512`: width and height in pixels, each at least 1.
 *
 * Issues: `invalid-image-size`.
 *
 * @example
 * readImageSize('512x512') // { ok: true, value: { width: 512, height: 512 } }
 */
export function readImageSize(text: string, place = ''): Result<ImageSize> {
  const [, width, height] = /^([1-9]\d{0,8})[xX×]([1-9]\d{0,8})$/.exec(text) ?? []
  if (width === undefined || height === undefined)
    return failed(issue('invalid-image-size', place, { came: shown(text) }))
  return ok({ width: Number(width), height: Number(height) })
}
