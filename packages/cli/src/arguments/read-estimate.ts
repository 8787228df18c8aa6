import {
  type EstimateRequest,
  ok,
  type Rational,
  type Result,
  rational,
  readByteSize,
  readDuration,
  readImageSize,
} from '@ratecard/core'
import type { Invocation } from '../command.ts'
import { gather } from './gather.ts'
import { readWholeNumber } from './read-number.ts'
import { readOptional } from './read-option.ts'

/** What the options of `estimate` say of a call, apart from its text. */
export type StatedRequest = Pick<
  EstimateRequest,
  'outputTokens' | 'turns' | 'requests' | 'imageSizes' | 'audioSeconds' | 'images' | 'fileBytes'
>

export function readStatedRequest(invocation: Invocation): Result<StatedRequest> {
  const sizes = invocation.options('image').map((text) => readImageSize(text, '--image'))
  const audio = invocation.options('audio').map((text) => readDuration(text, '--audio'))
  const read = gather({
    outputTokens: readOptional(invocation, 'output-tokens', readQuantity),
    turns: readOptional(invocation, 'turns', readCount),
    requests: readOptional(invocation, 'requests', readCount),
    images: readOptional(invocation, 'images', readQuantity),
    fileBytes: readOptional(invocation, 'file-size', readByteSize),
    imageSizes: gather(Object.fromEntries(sizes.entries())),
    audioSeconds: gather(Object.fromEntries(audio.entries())),
  })
  if (!read.ok) return read
  const { imageSizes, audioSeconds, ...stated } = read.value
  const given = Object.entries(stated).filter(([, value]) => value !== undefined)
  return ok({
    ...Object.fromEntries(given),
    imageSizes: Object.values(imageSizes),
    audioSeconds: Object.values(audioSeconds),
  })
}

const readCount = (text: string, place: string): Result<number> => readWholeNumber(text, place, 1)

function readQuantity(text: string, place: string): Result<Rational> {
  const value = readWholeNumber(text, place, 0)
  return value.ok ? ok(rational(value.value)) : value
}
