/** Says whether a pattern is found in a text. */
export type RegexTest = (text: string) => boolean

/** Where a run of the pattern stands next: after a character, at once, or only at an end of the text. */
type State =
  | { readonly kind: 'character'; readonly takes: (character: string) => boolean; next: number }
  | { readonly kind: 'split'; next: number; other: number }
  | { readonly kind: 'start' | 'end'; next: number }
  | { readonly kind: 'match' }

type Node =
  | { readonly kind: 'character'; readonly takes: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }

const MAX_PATTERN = 200
const MAX_STATES = 2000
const MAX_DEPTH = 20
const MAX_REPEAT = 200

/**
 * A regular expression that takes no longer than the length of the text times that of the pattern, whatever both are:
 * every state it may be in is followed at once, so that there is nothing to go back to. Known are literals, `.`,
 * classes, `\d \w \s` and their opposites, groups, `|`, `^`, `$` and the quantifiers. A pattern with anything else (a
 * look-around, a back-reference, a boundary), or that is too large, is undefined.
 */
export function boundedRegex(pattern: string): RegexTest | undefined {
  const tree = pattern.length <= MAX_PATTERN ? new Parser(pattern).parse() : undefined
  const states = tree && new Builder().build(tree)
  return states && ((text) => isFound(states, text))
}

function isFound(states: readonly State[], text: string): boolean {
  const characters = [...text]
  let current = new Set<number>()
  for (let at = 0; at <= characters.length; at++) {
    enter(0, { states, reached: current, isStart: at === 0, isEnd: at === characters.length })
    const next = new Set<number>()
    for (const id of current) {
      const state = states[id]
      if (state?.kind === 'match') return true
      if (state?.kind === 'character' && at < characters.length && state.takes(characters[at] ?? ''))
        enter(state.next, { states, reached: next, isStart: false, isEnd: at + 1 === characters.length })
    }
    current = next
  }
  return false
}

interface Place {
  readonly states: readonly State[]
  readonly reached: Set<number>
  readonly isStart: boolean
  readonly isEnd: boolean
}

/** Adds a state and every one that it leads to without a character. */
function enter(first: number, { states, reached, isStart, isEnd }: Place): void {
  const open = [first]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    const state = states[id]
    if (state?.kind === 'split') open.push(state.next, state.other)
    if ((state?.kind === 'start' && isStart) || (state?.kind === 'end' && isEnd)) open.push(state.next)
  }
}

/** Lays a tree out as states; each part is given the state that follows it. */
class Builder {
  readonly #states: State[] = []

  /** The states with the first at 0, or undefined where they are too many. */
  build(tree: Node): readonly State[] | undefined {
    const entry: State = { kind: 'split', next: 0, other: 0 }
    this.#states.push(entry)
    const first = this.#lay(tree, this.#add({ kind: 'match' }))
    entry.next = first
    entry.other = first
    return this.#states.length <= MAX_STATES ? this.#states : undefined
  }

  #add(state: State): number {
    return this.#states.push(state) - 1
  }

  #lay(node: Node, next: number): number {
    if (this.#states.length > MAX_STATES) return next
    if (node.kind === 'character') return this.#add({ ...node, next })
    if (node.kind === 'sequence') return node.parts.reduceRight((after, part) => this.#lay(part, after), next)
    if (node.kind === 'choice')
      return node.parts
        .map((part) => this.#lay(part, next))
        .reduce((other, first) => this.#add({ kind: 'split', next: first, other }))
    if (node.kind === 'repeat') return this.#repeat(node, next)
    return this.#add({ kind: node.kind, next })
  }

  #repeat({ part, least, most }: Extract<Node, { kind: 'repeat' }>, next: number): number {
    let first = next
    if (most === Number.POSITIVE_INFINITY) {
      const loop: State = { kind: 'split', next, other: next }
      first = this.#add(loop)
      loop.other = this.#lay(part, first)
    } else
      for (let times = least; times < most; times++)
        first = this.#add({ kind: 'split', next: this.#lay(part, first), other: next })
    for (let times = 0; times < least; times++) first = this.#lay(part, first)
    return first
  }
}

const CLASSES: Readonly<Record<string, (character: string) => boolean>> = {
  d: (character) => character >= '0' && character <= '9',
  w: (character) => /^\w$/.test(character),
  s: (character) => /^\s$/.test(character),
}
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' }

/** Reads a pattern; whatever it does not know makes the whole undefined. */
class Parser {
  readonly #text: readonly string[]
  #at = 0
  #isKnown = true

  constructor(pattern: string) {
    this.#text = [...pattern]
  }

  parse(): Node | undefined {
    const tree = this.#choice(0)
    return this.#isKnown && this.#at === this.#text.length ? tree : undefined
  }

  #choice(depth: number): Node {
    if (depth > MAX_DEPTH) this.#isKnown = false
    const parts = [this.#sequence(depth)]
    while (this.#isKnown && this.#take('|')) parts.push(this.#sequence(depth))
    return { kind: 'choice', parts }
  }

  #sequence(depth: number): Node {
    const parts: Node[] = []
    while (this.#isKnown && this.#at < this.#text.length && !'|)'.includes(this.#peek())) parts.push(this.#item(depth))
    return { kind: 'sequence', parts }
  }

  #item(depth: number): Node {
    const part = this.#part(depth)
    const [least, most] = this.#quantifier()
    if (least === 1 && most === 1) return part
    if (part.kind === 'start' || part.kind === 'end' || '*+?{'.includes(this.#peek() || ' ')) this.#isKnown = false
    return { kind: 'repeat', part, least, most }
  }

  #part(depth: number): Node {
    const character = this.#next()
    if (character === '^') return { kind: 'start' }
    if (character === '$') return { kind: 'end' }
    if (character === '.') return taking((other) => other !== '\n' && other !== '\r')
    if (character === '[') return this.#class()
    if (character === '\\') return taking(this.#escape())
    if (character === '(') return this.#group(depth)
    if ('*+?{}]'.includes(character)) this.#isKnown = false
    return taking((other) => other === character)
  }

  #group(depth: number): Node {
    if (this.#take('?') && !this.#take(':')) this.#isKnown = false
    const inner = this.#choice(depth + 1)
    if (!this.#take(')')) this.#isKnown = false
    return inner
  }

  #escape(): (character: string) => boolean {
    const character = this.#next()
    const known = Object.hasOwn(CLASSES, character.toLowerCase()) ? CLASSES[character.toLowerCase()] : undefined
    if (known) return character === character.toLowerCase() ? known : (other) => !known(other)
    const literal = Object.hasOwn(CONTROLS, character) ? CONTROLS[character] : character
    if (character === '' || (literal === character && /[\dA-Za-z]/.test(character))) this.#isKnown = false
    return (other) => other === literal
  }

  #class(): Node {
    const isOpposite = this.#take('^')
    const members: ((character: string) => boolean)[] = []
    while (this.#isKnown && !this.#take(']')) members.push(this.#member())
    return taking((character) => members.some((takes) => takes(character)) !== isOpposite)
  }

  #member(): (character: string) => boolean {
    const first = this.#next()
    if (first === '') this.#isKnown = false
    if (first === '\\') return this.#escape()
    const last = this.#peek() === '-' && this.#text[this.#at + 1] !== ']' ? this.#text[this.#at + 1] : undefined
    if (last === undefined) return (character) => character === first
    this.#at += 2
    if (last === '\\' || last < first) this.#isKnown = false
    return (character) => character >= first && character <= last
  }

  /** How often the part before is taken; a sign that it be as rarely as possible changes nothing of what is found. */
  #quantifier(): readonly [number, number] {
    const times = this.#times()
    if (times === undefined) return [1, 1]
    this.#take('?')
    return times
  }

  #times(): readonly [number, number] | undefined {
    if (this.#take('?')) return [0, 1]
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY]
    if (this.#peek() !== '{') return undefined
    const [whole = '', from = '', comma, to = ''] =
      /^\{(\d{1,3})(?:(,)(\d{0,3}))?\}/.exec(this.#text.slice(this.#at, this.#at + 10).join('')) ?? []
    const least = Number(from)
    const most = comma === undefined ? least : to === '' ? Number.POSITIVE_INFINITY : Number(to)
    const isBounded = most >= least && least <= MAX_REPEAT && (most === Number.POSITIVE_INFINITY || most <= MAX_REPEAT)
    if (whole === '' || !isBounded) this.#isKnown = false
    this.#at += whole.length
    return [least, most]
  }

  #peek(): string {
    return this.#text[this.#at] ?? ''
  }

  #next(): string {
    return this.#text[this.#at++] ?? ''
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false
    this.#at++
    return true
  }
}

const taking = (takes: (character: string) => boolean): Node => ({ kind: 'character', takes })
