import { type Range, sumRanges } from '@ratecard/core'
import type { CountItem } from './count-item.ts'
import { type CountOrder, compareCounts } from './sort-items.ts'

/** A file, or a directory with the sums of what is in it. */
export interface CountNode {
  /** The last part of its path; that of a directory ends in `/`, and has several parts where nothing else is in them. */
  readonly name: string
  readonly tokens: Range
  readonly bytes: number
  /** Files in it; 1 for a file. */
  readonly files: number
  readonly children: readonly CountNode[]
}

/** The tree that the names of counted files make, each level in order. */
export const countTree = (items: readonly CountItem[], order: CountOrder): readonly CountNode[] =>
  nodesBelow(
    items.map((item) => ({ item, parts: item.name.split('/') })),
    0,
    compareCounts(order),
  )

interface Leaf {
  readonly item: CountItem
  readonly parts: readonly string[]
}

type Compare = ReturnType<typeof compareCounts>

function nodesBelow(leaves: readonly Leaf[], level: number, compare: Compare): readonly CountNode[] {
  const directories = new Map<string, Leaf[]>()
  const nodes: CountNode[] = []
  for (const leaf of leaves) {
    const part = leaf.parts[level] as string
    const others = directories.get(part)
    if (level === leaf.parts.length - 1) nodes.push(fileNode(part, leaf.item))
    else if (others) others.push(leaf)
    else directories.set(part, [leaf])
  }
  for (const [name, inner] of directories) nodes.push(directoryNode(`${name}/`, nodesBelow(inner, level + 1, compare)))
  return nodes.sort(compare)
}

const fileNode = (name: string, { tokens, bytes }: CountItem): CountNode => ({
  name,
  tokens,
  bytes,
  files: 1,
  children: [],
})

function directoryNode(name: string, children: readonly CountNode[]): CountNode {
  const [only] = children
  if (children.length === 1 && only && only.children.length > 0) return { ...only, name: `${name}${only.name}` }
  return { name, ...sumOf(children), children }
}

/** What several nodes have together. */
export const sumOf = (nodes: readonly Omit<CountNode, 'name' | 'children'>[]) => ({
  tokens: sumRanges(nodes.map(({ tokens }) => tokens)),
  bytes: nodes.reduce((sum, { bytes }) => sum + bytes, 0),
  files: nodes.reduce((sum, { files }) => sum + files, 0),
})
