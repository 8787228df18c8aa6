import { isDeepStrictEqual } from 'node:util'
import { type Check, checks, type Subject, type Trial } from './checks.ts'
import { type Oracle, specialSplitter } from './oracles/oracle.ts'
import { type Random, seededRandom } from './random.ts'
import { shrink } from './shrink.ts'
import { type Material, materialOf } from './texts/material.ts'

/** A tokenizer, who judges it, and what its texts are made of. */
export interface Pairing {
  readonly subject: Subject
  readonly oracle: Oracle
  readonly material: Material
  readonly hasSpecial: (text: string) => boolean
}

/** A law that is broken. */
export interface Difference {
  readonly check: Check
  readonly trial: Trial
  readonly expected: unknown
  readonly actual: unknown
}

export function pairUp(subject: Subject, oracle: Oracle): Pairing {
  const split = specialSplitter(oracle.vocabulary.specials)
  return { subject, oracle, material: materialOf(oracle.vocabulary), hasSpecial: (text) => split(text).length > 1 }
}

/** What a text is tried as: with special tokens as plain text, and as themselves too if it has any, or at times. */
export function trialsOf({ oracle, hasSpecial }: Pairing, text: string, random: Random): Trial[] {
  const judgeable = oracle.judgeable(text)
  const ordinary = trialOf(oracle, judgeable, 'ordinary')
  return hasSpecial(judgeable) || random.oneIn(8) ? [ordinary, trialOf(oracle, judgeable, 'all')] : [ordinary]
}

/** The first law that is broken, of all of them in a random order, because each of them may fill a cache. */
export async function tryChecks({ subject }: Pairing, trial: Trial, random: Random): Promise<Difference | undefined> {
  for (const check of random.shuffle(checks)) {
    const difference = random.oneIn(check.oneIn) ? await runCheck(subject, check, trial, random) : undefined
    if (difference !== undefined) return difference
  }
  return undefined
}

export async function runCheck(
  subject: Subject,
  check: Check,
  trial: Trial,
  random: Random,
): Promise<Difference | undefined> {
  try {
    const [expected, actual] = await check.run(subject, trial, random)
    return isDeepStrictEqual(expected, actual) ? undefined : { check, trial, expected, actual }
  } catch (error) {
    return { check, trial, expected: 'no error', actual: String(error) }
  }
}

/** How many choices of a check are tried on each text while it is made shorter. */
const choices = 8

/** The same difference in as short a text as can be found, or as it is where only what came before explains it. */
export async function shrinkDifference({ subject, oracle }: Pairing, found: Difference): Promise<Difference> {
  const { check, trial } = found
  const again = async (text: string) => {
    const shorter = trialOf(oracle, oracle.judgeable(text), trial.specials)
    for (let choice = 0; choice < choices; choice++) {
      const difference = await runCheck(subject, check, shorter, seededRandom(choice))
      if (difference !== undefined) return difference
    }
    return undefined
  }
  const text = await shrink(trial.text, async (shorter) => (await again(shorter)) !== undefined)
  return (await again(text)) ?? found
}

function trialOf(oracle: Oracle, text: string, specials: Trial['specials']): Trial {
  return { text, specials, ids: oracle[specials](text), readable: oracle.readable(text, specials) }
}
