import { beforeAll, describe, expect, test } from 'vitest'
import { escaped } from './escaped.ts'
import type { ClosedPairing } from './open-pairings.ts'
import { naiveMerge, ranksOf } from './oracles/naive-merge.ts'
import type { Pairing } from './pairing.ts'
import { seededRandom } from './random.ts'
import { adversaries } from './texts/adversarial.ts'
import { assigned, decomposable } from './texts/characters.ts'
import { readCorpora } from './texts/corpora.ts'
import { tryTexts } from './try-texts.ts'

/** How much is tried: what an oracle can do in some seconds. */
export interface Amounts {
  /** UTF-16 units of each real text. */
  readonly corpusUnits: number
  /** Random strings. */
  readonly strings: number
  /** One composition in so many. */
  readonly compositionsOneIn: number
  /** One token in so many. */
  readonly tokensOneIn: number
  /** Letters of one piece, which are merged naively. */
  readonly pieceLetters: number
  /** Texts of all kinds, which all laws are tried on. */
  readonly texts: number
}

const corpora = readCorpora()
const strings = randomStrings(200_000)
const compositions = composingPairs()
const unbrokenBytes = 2_000
/** Letters alone are one piece under every pattern. */
const onePiece = new Set(['one letter', 'random letters', 'repeated phrase', 'abab'])
const neighbours = ['', '', ' ', 'a', 'A', '中', "'s", '1', '\n', '/', '!', '\u0301']

/** Declares the bounded run of the fuzzer for some tokenizers, one after the other so that few oracles are open. */
export function describePairings(pairings: readonly ClosedPairing[], amountsOf: (id: string) => Amounts): void {
  describe.each(pairings)('$id', ({ id, open }) => {
    const amounts = amountsOf(id)
    let pairing: Pairing
    beforeAll(async () => {
      pairing = await open()
    })

    test('real texts', () => {
      for (const { name, text } of corpora) expectSame(pairing, text.slice(0, amounts.corpusUnits), name)
    })

    test('random strings over all planes', () => {
      for (const [index, string] of strings.slice(0, amounts.strings).entries()) {
        expectSame(pairing, string, `string ${index}`)
      }
    })

    test('every token of the vocabulary between others', () => {
      const random = seededRandom(1)
      const words = pairing.material.words.filter((_, index) => index % amounts.tokensOneIn === 0)
      for (const word of words) expectSame(pairing, random.pick(neighbours) + word + random.pick(neighbours), word)
    })

    test('characters that compose, and what they are composed of', () => {
      const some = compositions.filter((_, index) => index % amounts.compositionsOneIn === 0)
      for (const text of some) expectSame(pairing, text, 'composition')
    })

    test('unbroken texts', () => {
      for (const { name, make } of adversaries) expectSame(pairing, make(unbrokenBytes), name)
    })

    test('a long piece is merged as byte pair encoding is defined', () => {
      const ranks = ranksOf(pairing.oracle.vocabulary.tokens)
      for (const { name, make } of adversaries.filter((adversary) => onePiece.has(adversary.name))) {
        const text = make(amounts.pieceLetters)
        expect(pairing.subject.tokenizer.encode(text), name).toEqual(naiveMerge(Buffer.from(text), ranks))
      }
    })

    test('texts of all kinds', async () => {
      await tryTexts(pairing, 1, 0, amounts.texts)
    })
  })
}

function expectSame({ oracle, subject: { tokenizer } }: Pairing, given: string, name: string): void {
  const text = oracle.judgeable(given)
  const ids = oracle.ordinary(text)
  const count = tokenizer.count(text)
  const encoded = tokenizer.encode(text)
  // `expect` takes longer than both tokenizers.
  const isSame = count === ids.length && encoded.length === count && ids.every((id, index) => id === encoded[index])
  if (!isSame)
    expect({ name, text: escaped(text), count, ids: encoded }).toEqual({
      name,
      text: escaped(text),
      count: ids.length,
      ids,
    })
}

/** Half of them of any code points, each plane as often as the others, lone surrogates too; half of assigned ones. */
function randomStrings(count: number): string[] {
  const random = seededRandom(count)
  const anyPoint = () => random.below(17) * 0x10000 + random.below(0x10000)
  const assignedPoint = () => random.pick(assigned)
  return Array.from({ length: count }, (_, index) => {
    const point = index % 2 === 0 ? anyPoint : assignedPoint
    return Array.from({ length: random.between(1, 8) }, () => String.fromCodePoint(point())).join('')
  })
}

/** Each character that has a decomposition after each of its neighbours, which are often of its script. */
function composingPairs(): string[] {
  const forms = Array.from(decomposable, (point) => {
    const character = String.fromCodePoint(point)
    return [character, character.normalize('NFD'), Array.from(character.normalize('NFD'))[0] as string]
  })
  return forms.flatMap(([character, decomposed], index) =>
    forms
      .slice(Math.max(0, index - 7), index + 8)
      .flatMap(([other, , first]) => [`${other}${character}`, `${first}${character}`, `${first}${decomposed}`]),
  )
}
