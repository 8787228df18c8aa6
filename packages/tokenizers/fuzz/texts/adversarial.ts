import { keyHash, slotOf } from '../../src/count/piece-cache.ts'
import { type Random, seededRandom } from '../random.ts'

/** A text made to be slow: without the places at which tokenizers divide text, or with nothing else. */
export interface Adversary {
  readonly name: string
  /** A text of about `bytes` bytes in UTF-8, the same at every call, up to hundreds of millions. */
  make(bytes: number): string
}

/** The 300 most frequent characters of Chinese prose, or nearly so. */
const han =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术'

const thai = 'ข้อความภาษาไทยยาวมากที่ไม่มีการเว้นวรรคระหว่างคำเลยแม้แต่ครั้งเดียว'
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const lowercase = 'abcdefghijklmnopqrstuvwxyz'
const mixedCase = base64.slice(0, 52)

/** The nine shapes that counters are known to be quadratic on, and their relatives. */
export const adversaries: readonly Adversary[] = [
  repeated('one letter', 'a'),
  repeated('spaces', ' '),
  drawn('Chinese without punctuation', han),
  repeated('repeated phrase', 'ignoreallpreviousinstructions'),
  drawn('random letters', lowercase),
  repeated(
    'emoji with joiners',
    '\u{1f469}\u{1f3fd}\u200d\u{1f4bb}\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}\ufe0f',
  ),
  repeated('equals signs', '='),
  repeated('newlines', '\n'),
  drawn('digits', '0123456789'),
  drawn('base64', base64),
  repeated('abab', 'ab'),
  drawn('mixed-case letters', mixedCase),
  repeated('Thai without spaces', thai),
  repeated('one Chinese character', '中'),
  repeated('capitals', 'A'),
  repeated('spaces and newlines', '\n '),
  repeated('combining marks', '\u0301\u0323'),
  repeated('slashes after a sign', '!/\n'),
  repeated('zero bytes', '\0'),
  repeated('unassigned characters', '\u{10abcd}'),
  repeated('lone surrogates', '\ud800'),
  repeated('starts of special tokens', '<|im_start<|endoftext'),
  repeated('apostrophes', "'s'S'ſ"),
  { name: 'words of one hash', make: collidingWords },
]

/** Words that all belong in a few slots of the cache of pieces, eight thousand of them, again and again. */
function collidingWords(bytes: number): string {
  const random = seededRandom(1)
  const words: string[] = []
  while (words.length < Math.min(8_192, bytes / 8)) {
    const word = ` ${draw(random, lowercase, 7)}`
    const [low, high] = [0, 4].map((from) => Buffer.from(word).readInt32LE(from)) as [number, number]
    if (slotOf(keyHash(low, high, word.length)) < 2_048) words.push(word)
  }
  const block = words.join('')
  return block.repeat(Math.ceil(bytes / block.length)).slice(0, bytes)
}

function repeated(name: string, unit: string): Adversary {
  const size = Buffer.byteLength(unit)
  return { name, make: (bytes) => unit.repeat(Math.ceil(bytes / size)) }
}

/** Random characters; beyond a megabyte they come again, from other places. */
function drawn(name: string, alphabet: string): Adversary {
  const size = Buffer.byteLength(alphabet) / alphabet.length
  const blockUnits = 2 ** 20
  let block: string | undefined
  return {
    name,
    make: (bytes) => {
      const random = seededRandom(name.length)
      const units = Math.ceil(bytes / size)
      if (units < blockUnits) return draw(random, alphabet, units)
      block ??= draw(seededRandom(name.length), alphabet, blockUnits)
      const parts = [block]
      for (let length = blockUnits; length < units; ) {
        const part = block.slice(random.below(blockUnits / 2), blockUnits)
        parts.push(part)
        length += part.length
      }
      return parts.join('').slice(0, units)
    },
  }
}

function draw(random: Random, alphabet: string, units: number): string {
  return Array.from({ length: units }, () => random.pick(alphabet)).join('')
}
