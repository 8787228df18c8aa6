/** A special token in a text, from `from` to `to`. */
export interface SpecialMatch {
  readonly id: number
  readonly from: number
  readonly to: number
}

/** What names go on with after their first `depth` units. */
interface Branch {
  readonly depth: number
  readonly next: Map<number, Branch>
  /** Of the special token that is spelt out here. */
  id?: number
}

/** Finds special tokens in UTF-16, in time proportional to the text whatever it repeats. */
export interface SpecialMatcher {
  /** The first special token that begins from `from` on and ends by `to`. */
  find(units: Uint16Array, from: number, to: number): SpecialMatch | undefined
  /** Where, from `from` to `cut`, a special token begins that ends behind `cut`, or may do so behind `to`; or `cut`. */
  findOpen(units: Uint16Array, from: number, cut: number, to: number): number
  /** UTF-16 units of the longest. */
  readonly longest: number
}

/** No name may begin another: the first to match is the only one. */
export function specialMatcher(specials: Readonly<Record<string, number>>): SpecialMatcher {
  const root: Branch = { depth: 0, next: new Map() }
  for (const [name, id] of Object.entries(specials)) grow(root, name).id = id
  const longest = Math.max(0, ...Object.keys(specials).map((name) => name.length))
  /** 1 for each unit that a name begins with: nearly all of a text is passed over by this alone. */
  const begins = new Uint8Array(0x10000)
  for (const unit of root.next.keys()) begins[unit] = 1

  /** The name that stands at `from`, or as much of one as there is up to `to`. */
  function follow(units: Uint16Array, from: number, to: number): Branch | undefined {
    let branch: Branch | undefined = root
    for (let at = from; branch !== undefined && branch.id === undefined && at < to; at++)
      branch = branch.next.get(units[at] as number)
    return branch
  }

  function find(units: Uint16Array, from: number, to: number): SpecialMatch | undefined {
    for (let start = from; start < to; start++) {
      if (begins[units[start] as number] === 0) continue
      const branch = follow(units, start, to)
      if (branch?.id !== undefined) return { id: branch.id, from: start, to: start + branch.depth }
    }
    return undefined
  }

  function findOpen(units: Uint16Array, from: number, cut: number, to: number): number {
    for (let start = from; start < cut; start++) {
      const branch = follow(units, start, to)
      if (branch !== undefined && (branch.id === undefined || start + branch.depth > cut)) return start
    }
    return cut
  }

  return { find, findOpen, longest }
}

function grow(root: Branch, name: string): Branch {
  let branch = root
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at)
    const next = branch.next.get(unit) ?? { depth: at + 1, next: new Map() }
    branch.next.set(unit, next)
    branch = next
  }
  return branch
}
