import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CharacterCount, countCharacters, openCharacters, spokenCharacters } from './count-characters.ts'
import { weighCharacters } from './weigh-characters.ts'

const counted = (text: string) => spokenCharacters(countCharacters(text))

const counts = (text: string): readonly number[] => {
  const found = counted(text)
  if (!found.ok) throw new Error(JSON.stringify(found.issues))
  return [found.value.ideographs, found.value.others]
}

/** Charged as the price page says: an ideograph as two characters. */
const charged = (text: string): number => {
  const [ideographs = 0, others = 0] = counts(text)
  return Number(weighCharacters({ ideographs, others }, { ideograph: '2', other: '1' }).numerator)
}

const expectedIn = (text: string) => {
  const found = counted(text)
  return found.ok ? 'well-formed' : found.issues.map(({ code, params }) => `${code} ${params.expected}`).join()
}

const within = (codePoint: number, [from, to]: readonly [number, number]) => from <= codePoint && codePoint <= to

/** Ideographs that Unicode 17 added; the counts are pinned to Unicode 16 so that they do not change with the host. */
const AFTER_UNICODE_16: readonly (readonly [number, number])[] = [
  [0x16ff2, 0x16ff6],
  [0x2b73a, 0x2b73f],
  [0x2cea2, 0x2cead],
  [0x323b0, 0x33479],
]

describe('the characters of a text', () => {
  it.each([
    ['你好', 4],
    ['中A文123', 8],
    ['中文。', 5],
    ['中 文。', 6],
    ['<speak>你好</speak>', 4],
  ])('of %s are what the vendor says in its examples', (text, characters) => {
    expect(charged(text)).toBe(characters)
  })

  it('are ideographs where Unicode says Han and ideographic, and nothing else is', () => {
    const wrong: string[] = []
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const text = String.fromCodePoint(codePoint)
      const isLater = AFTER_UNICODE_16.some((range) => within(codePoint, range))
      const expected = !isLater && /\p{Script=Han}/u.test(text) && /\p{Ideographic}/u.test(text)
      if ((counts(text)[0] === 1) !== expected) wrong.push(codePoint.toString(16))
    }
    expect(wrong).toEqual([])
  })

  it.each([
    ['kana and hangul', 'かなカナ한글', [0, 6]],
    ['Japanese and Korean ideographs', '漢字働畓', [4, 0]],
    ['full-width forms and punctuation', '，。「」ＡＢ１', [0, 7]],
    ['marks and radicals that are no ideographs', '々〻⺀⼀', [0, 4]],
    ['the zero that is an ideograph', '〇', [1, 0]],
    ['compatibility ideographs', '豈', [1, 0]],
    ['ideographs of supplementary planes, one each', '𠀀𪜀𰀀', [3, 0]],
    ['an emoji of several code points, each of them', '👩‍👩‍👧👍🏽', [0, 7]],
    ['a combining mark', 'e\u0301', [0, 2]],
    ['a line end of two', 'a\r\nb\n', [0, 5]],
    ['tabs and controls', '\t\u0000', [0, 2]],
    ['nothing', '', [0, 0]],
    ['white space alone', ' \n', [0, 2]],
  ])('%s', (_name, text, expected) => {
    expect(counts(text)).toEqual(expected)
  })

  it('a lone surrogate is one other character, wherever it stands', () => {
    expect(counts('\uD840')).toEqual([0, 1])
    expect(counts('\uDC00a\uD840')).toEqual([0, 3])
    expect(counts('\uD840\uD840\uDC00')).toEqual([1, 1])
  })
})

describe('a text that is no SSML', () => {
  it.each([
    ['a < b && c > d', 14],
    ['<b>x</b>', 8],
    ['&amp;', 5],
    ['<speaker>x</speaker>', 20],
    ['say <speak>x</speak>', 20],
    ['<speak', 6],
    ['<?xml', 5],
    ['<?xml?><p/>', 11],
    ['</speak>', 8],
    ['<SPEAK>x</SPEAK>', 16],
  ])('%s is counted as it is written', (text, characters) => {
    expect(charged(text)).toBe(characters)
  })

  it('where tags are charged they are counted, too', () => {
    expect(
      spokenCharacters(countCharacters('<speak>你</speak>', openCharacters({ ideograph: '2', other: '1' }))),
    ).toEqual({
      ok: true,
      value: { ideographs: 1, others: 15 },
    })
  })

  it('white space that never ends is no beginning of SSML', () => {
    const blanks = ' '.repeat(70_000)
    expect(counts(`${blanks}<speak></speak>`)).toEqual([0, 70_015])
    expect(counts(blanks)).toEqual([0, 70_000])
  })
})

describe('SSML', () => {
  it.each([
    ['a tag with attributes', '<speak rate="1.2">你<break time="500ms"/>好</speak>', [2, 0]],
    ['a > in an attribute', `<speak a=">" b='>'>x</speak>`, [0, 1]],
    ['white space around it', ' \n<speak>x</speak>\n', [0, 1]],
    ['white space inside of it', '<speak>\n x </speak>', [0, 4]],
    ['an XML declaration', '<?xml version="1.0"?>\n<speak>x</speak>', [0, 1]],
    ['a comment', '<speak><!-- <b> & 你 -->x</speak><!-- end -->', [0, 1]],
    ['a processing instruction', '<speak><?a >?>x</speak>', [0, 1]],
    ['a CDATA section is text', '<speak><![CDATA[<你>&]]></speak>', [1, 3]],
    ['an entity is its character', '<speak>&lt;&amp;&#20320;&#x4F60;&#x20000;</speak>', [3, 2]],
    ['nested elements', '<speak><s><w>a</w>b</s>c</speak>', [0, 3]],
    ['an element alone', '<speak/>', [0, 0]],
    ['a name in another script', '<speak xmlns:é="x"><é:a>x</é:a></speak>', [0, 1]],
  ])('%s', (_name, text, expected) => {
    expect(counts(text)).toEqual(expected)
  })

  it.each([
    ['<speak>x', 'malformed-ssml ssml-end'],
    ['<speak>x</speek>', 'malformed-ssml ssml-end'],
    ['<speak><a><b></a></b></speak>', 'malformed-ssml ssml-end'],
    ['<speak>a < b</speak>', 'malformed-ssml ssml-tag'],
    ['<speak><b', 'malformed-ssml ssml-tag'],
    ['<speak a="x>y</speak>', 'malformed-ssml ssml-tag'],
    ['<speak><!-- x</speak>', 'malformed-ssml ssml-tag'],
    ['<speak><></speak>', 'malformed-ssml ssml-tag'],
    ['<speak>a & b</speak>', 'malformed-ssml ssml-entity'],
    ['<speak>&nbsp;</speak>', 'malformed-ssml ssml-entity'],
    ['<speak>&#0;</speak>', 'malformed-ssml ssml-entity'],
    ['<speak>&#xD800;</speak>', 'malformed-ssml ssml-entity'],
    ['<speak>&#x110000;</speak>', 'malformed-ssml ssml-entity'],
    ['<speak>&am', 'malformed-ssml ssml-entity'],
    ['<speak>x</speak>y', 'malformed-ssml ssml-nothing'],
    ['<speak>x</speak>&amp;', 'malformed-ssml ssml-nothing'],
    ['<speak/><speak/>', 'malformed-ssml ssml-nothing'],
    ['<speak/><![CDATA[]]>', 'malformed-ssml ssml-nothing'],
    ['<speak></speak></speak>', 'malformed-ssml ssml-end'],
  ])('%s is refused', (text, expected) => {
    expect(expectedIn(text)).toBe(expected)
  })

  it('is refused where it is nested or drawn out without end', () => {
    expect(expectedIn(`<speak>${'<a>'.repeat(5000)}`)).toBe('malformed-ssml ssml-tag')
    expect(expectedIn(`<speak><a ${' '.repeat(70_000)}/></speak>`)).toBe('malformed-ssml ssml-tag')
    expect(expectedIn(`<speak><!--${'-'.repeat(70_000)}--></speak>`)).toBe('malformed-ssml ssml-tag')
  })
})

describe('in chunks', () => {
  const piece = fc.constantFrom(
    ...['<speak>', '</speak>', '<b a=">">', '</b>', '<br/>', '<!-- < -->', '<![CDATA[你<]]>', '&amp;', '&#x4F60;', '&'],
    ...['你', 'a', ' ', '\r\n', '𠀀', '👍', '\uD840', '\uDC00', '<', '>', '<?xml ?>', '<?x ?>'],
  )
  const texts = fc
    .array(piece, { maxLength: 12 })
    .chain((inner) => fc.constantFrom(inner.join(''), `<speak>${inner.join('')}</speak>`))

  /** What came is shown as far as it had been read. */
  const outcome = (found: ReturnType<typeof counted>) =>
    found.ok ? found.value : found.issues.map(({ params }) => params.expected)

  it('is what it is in one, wherever it is divided', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat({ max: 90 }), { maxLength: 6 }), (text, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length]
        const chunks = places.slice(1).map((end, at) => text.slice(places[at], end))
        const count = chunks.reduce<CharacterCount | undefined>((sum, chunk) => countCharacters(chunk, sum), undefined)
        expect(outcome(spokenCharacters(count ?? countCharacters('')))).toEqual(outcome(counted(text)))
      }),
      { numRuns: 3000, seed: 20261122 },
    )
  })

  it('takes time in proportion to its length, whatever is in it', () => {
    const worst = ['<'.repeat(64), '<a><', '&', '&#', '<!--', "<a b='", '</a'].map((unit) => unit.repeat(100_000))
    const start = performance.now()
    for (const text of worst) counted(`<speak>${text}`)
    for (const text of worst) counted(text)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
