import { FIRST_INPUTS, type Inputs, TABS } from './inputs.ts'

/** What a link holds: inputs, and the version of the price list that they were priced with. */
export interface Shared {
  readonly inputs: Partial<Inputs>
  /** The first digits of the list's SHA-256. */
  readonly pinned?: string
  /** There was a text, which stayed with its writer. */
  readonly hasLeftOutText?: true
}

const VERSION = '1'
/** Digits of a SHA-256 that tell two versions of a list apart. */
const PIN_DIGITS = 12
/** What a link may hold at most: browsers and chats cut longer ones. */
const LONGEST = 8000

/** Fields whose texts stand in a link as they are. */
const PLAIN = {
  l: 'list',
  m: 'model',
  d: 'day',
  o: 'outputTokens',
  i: 'images',
  a: 'audio',
  n: 'turns',
  c: 'cores',
  t: 'duration',
  s: 'instances',
  q: 'monthly',
} as const satisfies Record<string, keyof Inputs>

/** Fields that hold a value by name: each stands in a link with its name behind the key. */
const NAMED = { f: 'facets', u: 'quantities' } as const satisfies Record<string, keyof Inputs>

/**
 * Inputs as the text after the `#` of a link. What is as it is at first is left out, and so is the text, which may be
 * anybody's, unless it is asked for.
 *
 * @returns undefined where it would be longer than a link may be.
 */
export function writeShared(inputs: Inputs, sha256: string, { withText = false } = {}): string | undefined {
  const query = new URLSearchParams({ ratecard: VERSION })
  if (sha256 !== '') query.set('p', sha256.slice(0, PIN_DIGITS))
  query.set('k', inputs.tab)
  for (const [key, field] of Object.entries(PLAIN))
    if (inputs[field] !== FIRST_INPUTS[field]) query.set(key, inputs[field])
  for (const [key, field] of Object.entries(NAMED))
    for (const [name, value] of Object.entries(inputs[field])) if (value !== '') query.set(`${key}.${name}`, value)
  for (const other of inputs.others) query.append('x', other)
  if (withText) query.set('text', inputs.text)
  else if (inputs.text !== '') query.set('w', '')
  const text = query.toString()
  return text.length > LONGEST ? undefined : text
}

/** Reads what {@link writeShared} wrote; undefined for any other hash. What does not belong there is passed over. */
export function readShared(hash: string): Shared | undefined {
  const query = new URLSearchParams(hash.replace(/^#/, ''))
  if (query.get('ratecard') !== VERSION) return undefined
  const inputs: { -readonly [field in keyof Inputs]?: Inputs[field] } = {}
  const tab = TABS.find((own) => own === query.get('k'))
  if (tab) inputs.tab = tab
  for (const [key, field] of Object.entries(PLAIN)) {
    const value = query.get(key)
    if (value !== null) inputs[field] = value
  }
  for (const [key, field] of Object.entries(NAMED)) {
    const named = [...query].filter(([name]) => name.startsWith(`${key}.`))
    if (named.length > 0) inputs[field] = Object.fromEntries(named.map(([name, value]) => [name.slice(2), value]))
  }
  if (query.has('x')) inputs.others = query.getAll('x')
  const text = query.get('text')
  if (text !== null) inputs.text = text
  const pinned = query.get('p')
  return { inputs, ...(pinned !== null && { pinned }), ...(query.has('w') && { hasLeftOutText: true }) }
}
