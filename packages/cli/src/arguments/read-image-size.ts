import { failed, type ImageSize, ok, type Result } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'

/** Reads `512x512`: width and height in pixels, each at least 1. */
export function readImageSize(text: string, place: string): Result<ImageSize> {
  const [, width, height] = /^([1-9]\d{0,8})[xX×]([1-9]\d{0,8})$/.exec(text) ?? []
  if (width === undefined || height === undefined)
    return failed(cliIssue('invalid-image-size', place, { came: shorten(text) }))
  return ok({ width: Number(width), height: Number(height) })
}
