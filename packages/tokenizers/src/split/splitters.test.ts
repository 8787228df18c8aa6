import { describe, expect, test } from 'vitest'
import type { SplitPattern } from '../encodings/encoding-definition.ts'
import { SENTINEL, type Splitter } from './splitter.ts'
import { splitters } from './splitters.ts'

/** The pieces of a text with bars between them. */
function split({ pieceEnd }: Splitter, text: string): string {
  const units = Uint16Array.from({ length: text.length + 1 }, (_, at) =>
    at < text.length ? text.charCodeAt(at) : SENTINEL,
  )
  const pieces: string[] = []
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = pieceEnd(units, at, text.length)
    pieces.push(text.slice(at, end))
  }
  return pieces.join('|')
}

describe.each<[SplitPattern, readonly string[]]>([
  [
    'gpt2',
    [
      'Hello| world|!| 12345| x|²½',
      "it|'s|'|S| they|'re|'|RE|'|ſ|'s|a|''|s",
      '  | x|\t|\t|y|  ',
      'a|\n|\n|b| \n',
      'éß| 中文| ?!…| \u0301',
      ' |\u0085|x| |\u3000|x|\ufeff|x',
      'a|😀|𐀀b|\udc00\ud800',
      'a|\uffff|1| \uffff\uffff',
    ],
  ],
  [
    'cl100k',
    [
      'Hello| world|!| |123|456|7| x|３４²|½',
      "it|'s| THEY|'RE|'ſ|'x|'s|a|'ll|ama",
      '(x|(|1|.|\tx| (|x|--|x',
      'a|\n\n|b| \r\n|c| \n \n| | d|.\n\n|e|\n',
      '   | x|\t | |1|  ',
      '中文|，世界|。',
      'e|\u0301a|\u0301😀\ud800|x|\uffffx| \uffff',
    ],
  ],
  ['qwen', ['a|1|2|3| |4|٣|²|x|１|２', "it|'s| |5|.|5|\n", '你好|，我|1']],
  [
    'o200k',
    [
      'camel|Case| HTTPServer|’s| HTTP| i|OS',
      "it's| IT'S| It'LL|'s|'|1|'s|.x's|a|'|1|中's|ſ'ſ",
      '中|AB| A中|B|.ʰAǅa|.A中|B',
      'e\u0301|AE\u0301a\u0301|A\u0301b\u0301|A|.\u0301|A|1|\u0301|A|1|\u0301Aa',
      './/|xa|/b|.\n/\r/|c| //\n|d',
      '123|4| |56½',
      '\u{1d400}\u{1d41a}|\u{1d400}| 😀|a|\ud800a|\uffff',
    ],
  ],
  [
    'deepseek',
    [
      'Hello| world|!x|!y|!!|z|!|é|#abc|é|.|中',
      'a|  |1| |123|4| x|２３４|５',
      'カ|・|ター中| |中|。|中|x|中文|y|3',
      'a| \n\n|b| .| ?!\n\n|c',
      '\0\0|\0a|\0\0\0| |\0|1|\u200b|\u200bx| |\uffff',
      "it|'s|''|s",
      '中|\u3097|\u3098中|\u3097|a',
      '\u0301ae\u0301| \u0301',
    ],
  ],
])('%s', (pattern, texts) => {
  const splitter = splitters[pattern]()

  test.each(texts)('%j', (pieces) => {
    expect(split(splitter, pieces.replaceAll('|', ''))).toBe(pieces)
  })
})
