import type { Output } from '../io.ts'

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

export type StyleName = keyof typeof CODES

/** Colours a text, or leaves it as it is where no colour is wanted. */
export type Style = (name: StyleName, text: string) => string

const PLAIN: Style = (_name, text) => text

const COLOURED: Style = (name, text) => {
  const [on, off] = CODES[name]
  return text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`
}

/** Colour on a terminal that can show it; `NO_COLOR` forbids it and `FORCE_COLOR` asks for it. */
export function styleFor(output: Output, env: Readonly<Record<string, string | undefined>>): Style {
  if (env.NO_COLOR) return PLAIN
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced === '0' || forced === 'false' ? PLAIN : COLOURED
  return output.isTerminal && env.TERM !== 'dumb' ? COLOURED : PLAIN
}
