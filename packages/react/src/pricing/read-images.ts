import { failed, type ImageSize, issue, ok, type Result, readImageSize } from '@ratecard/core'

/** Images that one call may have. */
const MOST = 1000

/**
 * Reads sizes such as `1024x768, 512×512`, each with a number of images where it is followed by one: `1024x768*3`.
 *
 * Issues: `invalid-image-size`, `ui.too-many-images`.
 */
export function readImages(text: string): Result<readonly ImageSize[]> {
  const sizes: ImageSize[] = []
  for (const item of text.split(/[,;，、；\s]+/).filter((part) => part !== '')) {
    const [, written = '', count = '1'] = /^(.*?)(?:\*(\d{1,4}))?$/.exec(item) ?? []
    const size = readImageSize(written, '/images')
    if (!size.ok) return size
    if (sizes.length + Number(count) > MOST)
      return failed(issue('ui.too-many-images', '/images', { limit: String(MOST) }))
    for (let at = 0; at < Number(count); at++) sizes.push(size.value)
  }
  return ok(sizes)
}
