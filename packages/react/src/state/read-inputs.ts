import { FIRST_INPUTS, type Inputs } from './inputs.ts'

/**
 * What a page presets, made into inputs: numbers become texts, and what is no input or of another kind is passed over.
 *
 * @example
 * readInputs({ outputTokens: 500, quantities: { images: 2 }, colour: 'red' }) // { outputTokens: '500', quantities: { images: '2' } }
 */
export function readInputs(given: unknown): Partial<Inputs> {
  if (!isRecord(given)) return {}
  const read = Object.entries(FIRST_INPUTS).map(([name, first]) => [name, valueLike(first, given[name])])
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

function valueLike(first: Inputs[keyof Inputs], given: unknown): unknown {
  if (typeof first === 'string') return textOf(given)
  if (Array.isArray(first)) return Array.isArray(given) ? texts(given) : undefined
  if (!isRecord(given) || Array.isArray(given)) return undefined
  const named = Object.entries(given).map(([name, value]) => [name, textOf(value)])
  return Object.fromEntries(named.filter(([, value]) => value !== undefined))
}

const texts = (given: readonly unknown[]) => given.map(textOf).filter((text) => text !== undefined)

const textOf = (given: unknown): string | undefined =>
  typeof given === 'string' || typeof given === 'number' ? String(given) : undefined

const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null
