import { estimateAudio } from '../estimate/audio.ts'
import { estimateImage, type ImageSize, imagePatches } from '../estimate/image.ts'
import { exactly, isExact, type Range, scaleRange, sumRanges } from '../number/range.ts'
import { compareRationals, formatExact, isZero, type Rational, rational } from '../number/rational.ts'
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
import type { Estimation, ImageRule } from '../tariff/tariff.ts'
import type { Quantities } from '../usage/usage.ts'

/** Images and audio that go into a call. */
export interface MediaInput {
  /** Images that go in, by size in pixels. */
  readonly imageSizes?: readonly ImageSize[]
  /** Pieces of audio that go in, each by its seconds, which are more than 0. */
  readonly audioSeconds?: readonly Rational[]
}

/** What a model says of images and audio: what it has prices for, and its rule. */
interface MediaModel {
  readonly meters: ReadonlySet<string>
  readonly estimation?: Estimation
}

export const hasMedia = ({ imageSizes = [], audioSeconds = [] }: MediaInput): boolean =>
  imageSizes.length + audioSeconds.length > 0

/**
 * The quantities of what goes in beside text: the tokens of images and of audio, each on a meter of its own unless the
 * model has one price for any token, or the seconds where audio is priced by them. Issues: `no-image-rule`, `no-audio-rule`.
 */
export function mediaQuantities(input: MediaInput, model: MediaModel, name: string): Result<Quantities> {
  const images = imageTokens(input, model, name)
  const audio = audioQuantity(input, model, name)
  if (!images.ok || !audio.ok) return failed(...[images, audio].flatMap((read) => (read.ok ? [] : read.issues)))
  const { audio_seconds, ...heard } = audio.value
  const tokens = { ...images.value, ...heard }
  const merged = model.meters.has('tokens') ? { tokens: estimated(sumRanges(Object.values(tokens))) } : tokens
  const priced = Object.entries(merged).filter(([, range]) => !isZero(range.high))
  return ok({ ...Object.fromEntries(priced), ...(audio_seconds && { audio_seconds }) })
}

const estimated = (range: Range) => ({ ...range, basis: 'estimated' as const })

function imageTokens({ imageSizes = [] }: MediaInput, { estimation }: MediaModel, name: string): Result<Quantities> {
  const rule = estimation?.image
  if (imageSizes.length === 0) return ok({})
  if (rule === undefined) return failed(issue('no-image-rule', '/images', { model: shown(name) }))
  return ok({ input_image_tokens: estimated(sumRanges(imageSizes.map((size) => estimateImage(size, rule)))) })
}

function audioQuantity({ audioSeconds = [] }: MediaInput, model: MediaModel, name: string): Result<Quantities> {
  const rule = model.estimation?.audio
  if (audioSeconds.length === 0) return ok({})
  if (rule)
    return ok({ input_audio_tokens: estimated(sumRanges(audioSeconds.map((each) => estimateAudio(each, rule)))) })
  if (!model.meters.has('audio_seconds')) return failed(issue('no-audio-rule', '/audio', { model: shown(name) }))
  return ok({ audio_seconds: { ...sumRanges(audioSeconds.map(exactly)), basis: 'counted' } })
}

/** The same so many times over: a conversation reads what went in before again with each turn. */
export const repeated = (quantities: Quantities, times: number): Quantities =>
  Object.fromEntries(
    Object.entries(quantities).map(([id, { basis, ...range }]) => [
      id,
      { ...scaleRange(range, rational(times)), basis },
    ]),
  )

/** How the tokens of each image and of each piece of audio add up. */
export function mediaWarnings({ imageSizes = [], audioSeconds = [] }: MediaInput, model: MediaModel): readonly Issue[] {
  const { image, audio } = model.estimation ?? {}
  return [
    ...(image ? imageSizes.map((size) => imageCounted(size, image)) : []),
    ...(audio ? audioSeconds.map((seconds) => audioCounted(seconds, audio)) : []),
  ]
}

function imageCounted(size: ImageSize, rule: ImageRule): Issue {
  const { patch, grid } = rule
  const tokens = estimateImage(size, rule)
  const params = { width: String(size.width), height: String(size.height), patch, ...spanParams(tokens) }
  if (grid === undefined) return issue('image-counted', '', params)
  const { columns, rows } = imagePatches(size, patch, grid)
  const patches = { columns: formatExact(columns.likely), rows: formatExact(rows.likely), extra: grid.extraTokens }
  return issue('image-on-grid', '', { ...params, ...patches })
}

function audioCounted(seconds: Rational, rule: NonNullable<Estimation['audio']>): Issue {
  const { tokensPerSecond, minimumSeconds = '0' } = rule
  const isShort = compareRationals(seconds, rational(minimumSeconds)) < 0
  return issue('audio-counted', '', {
    seconds: formatExact(seconds),
    rate: tokensPerSecond,
    ...spanParams(estimateAudio(seconds, rule)),
    ...(isShort && { minimum: minimumSeconds }),
  })
}

const spanParams = (tokens: Range) => ({
  tokens: formatExact(tokens.likely),
  ...(!isExact(tokens) && { low: formatExact(tokens.low), high: formatExact(tokens.high) }),
})
