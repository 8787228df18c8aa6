import type { Check, Trial } from './checks.ts'
import { escaped } from './escaped.ts'
import { type Difference, type Pairing, runCheck, shrinkDifference, trialsOf, tryChecks } from './pairing.ts'
import { type Random, seededRandom } from './random.ts'
import { anyText, longText } from './texts/generators.ts'
import type { Material } from './texts/material.ts'

/** What was tried without a difference. */
export interface Tally {
  readonly texts: number
  readonly bytes: number
}

/** A tokenizer broke a law. The message has what is needed to see it again: the seed, the text and both values. */
export class DifferenceError extends Error {
  override readonly name = 'DifferenceError'
}

/** One text in so many is long enough to be read in several steps. */
const longOneIn = 2_000
const mediumOneIn = 100

const countLater: Check = {
  name: 'count after other texts',
  oneIn: 1,
  run: ({ tokenizer }, { text, specials, ids }) => [ids.length, tokenizer.count(text, { specials })],
}

/**
 * Tries the texts number `from` up to, and without, `to` of a seed, and then counts each of them again: what was read
 * in between must not matter.
 *
 * @throws {@link DifferenceError} at the first difference.
 */
export async function tryTexts(pairing: Pairing, seed: number, from: number, to: number): Promise<Tally> {
  const tried: Trial[] = []
  let bytes = 0
  for (let index = from; index < to; index++) {
    const random = seededRandom(seed, index)
    const text = textAt(index, random, pairing.material)
    bytes += Buffer.byteLength(text)
    for (const trial of trialsOf(pairing, text, random)) {
      const difference = await tryChecks(pairing, trial, random)
      if (difference !== undefined) throw await describe(pairing, difference, `seed ${seed}, text ${index}`)
      tried.push(trial)
    }
  }
  for (const trial of tried) {
    const difference = await runCheck(pairing.subject, countLater, trial, seededRandom())
    if (difference !== undefined) throw await describe(pairing, difference, `seed ${seed}, texts ${from} to ${to}`)
  }
  return { texts: to - from, bytes }
}

function textAt(index: number, random: Random, material: Material): string {
  if (index % longOneIn === longOneIn - 1) return longText(random, material, random.between(66_000, 140_000))
  if (index % mediumOneIn === mediumOneIn - 1) return longText(random, material, random.between(1_000, 10_000))
  return anyText(random, material)
}

async function describe(pairing: Pairing, found: Difference, where: string): Promise<DifferenceError> {
  const { check, trial, expected, actual } = await shrinkDifference(pairing, found)
  const { id, by } = pairing.oracle
  const lines = [
    `${id} differs from ${by} in '${check.name}', special tokens ${trial.specials} (${where})`,
    `text      ${escaped(trial.text)}`,
    `ids       ${JSON.stringify(trial.ids)}`,
    `expected  ${escaped(expected)}`,
    `actual    ${escaped(actual)}`,
  ]
  return new DifferenceError(lines.map((line) => line.slice(0, 4_000)).join('\n'))
}
