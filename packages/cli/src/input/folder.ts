import { basename, dirname, posix } from 'node:path'
import type { Issue } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import type { Entry, Io } from '../io.ts'
import { systemErrorCode } from '../system-error.ts'
import { type IgnoreRules, NO_RULES } from './ignore-rules.ts'

/** A directory of a walk. */
export interface Folder {
  readonly path: string
  /** Its path from the top of the tree that the rules are for: `''`, or `a/b/`. */
  readonly inside: string
  readonly rules: IgnoreRules
}

/** How a directory tree is walked. */
export interface Walk {
  readonly io: Io
  /** Leave out what git ignores. */
  readonly isIgnoring: boolean
  /** Takes what could not be looked at. */
  readonly report: (issue: Issue) => void
}

/** What stands in a directory and is neither ignored nor git's own, sorted by name; or why it cannot be listed. */
export interface Listed {
  readonly entries: readonly Entry[]
  readonly inner: (name: string) => Folder
  readonly error?: string
}

const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : 1)

/** The directory in which a walk begins, under the rules of the directories above it as far as its repository goes. */
export async function openFolder(path: string, walk: Walk): Promise<Folder> {
  const free: Folder = { path, inside: '', rules: NO_RULES }
  if (!walk.isIgnoring) return free
  const way: string[] = []
  let top = await walk.io.realPath(path)
  for (; !(await isRepository(top, walk)); top = dirname(top)) {
    if (top === dirname(top)) return free
    way.unshift(top)
  }
  const { inside, rules } = await rulesOnTheWay(top, way, walk)
  // Who names a directory wants it counted, even if git ignores it.
  return way.length === 0 || rules.ignores(inside) ? free : { path, inside, rules }
}

/** The rules of a repository and of its directories down to the last one, without that one's own. */
async function rulesOnTheWay(top: string, way: readonly string[], walk: Walk): Promise<Omit<Folder, 'path'>> {
  let [inside, outer, rules] = ['', top, await repositoryRules(top, walk)]
  for (const directory of way) {
    rules = await withOwn(rules, inside, outer, walk)
    inside += `${basename(directory)}/`
    outer = directory
  }
  return { inside, rules }
}

export async function listFolder(folder: Folder, walk: Walk): Promise<Listed> {
  const listed = await walk.io.list(folder.path)
  const inner = (name: string): Folder => ({ ...folder, path: posix.join(folder.path, name) })
  if ('error' in listed) return { entries: [], inner, error: listed.error }
  const entries = listed.filter(({ name }) => name !== '.git').sort(byName)
  if (!walk.isIgnoring) return { entries, inner }
  const { inside, rules } = await rulesIn(folder, listed, walk)
  return {
    entries: entries.filter(({ name, kind }) => !rules.ignores(`${inside}${name}${kind === 'directory' ? '/' : ''}`)),
    inner: (name) => ({ path: posix.join(folder.path, name), inside: `${inside}${name}/`, rules }),
  }
}

/** The rules that hold in a directory, its own among them. Where a repository begins, those from outside end. */
async function rulesIn(folder: Folder, listed: readonly Entry[], walk: Walk): Promise<Omit<Folder, 'path'>> {
  const has = (wanted: string) => listed.some(({ name, kind }) => name === wanted && kind !== 'link')
  const isTop = has('.git')
  const inside = isTop ? '' : folder.inside
  const rules = isTop ? await repositoryRules(folder.path, walk) : folder.rules
  return { inside, rules: has('.gitignore') ? await withOwn(rules, inside, folder.path, walk) : rules }
}

const isRepository = async (path: string, { io }: Walk): Promise<boolean> =>
  !('error' in (await io.inspect(`${path}/.git`)))

/** Git follows a link that is its own. */
const repositoryRules = async (top: string, walk: Walk): Promise<IgnoreRules> =>
  NO_RULES.with('', await readRules(`${top}/.git/info/exclude`, walk.io.inspect, walk))

/** Git does not follow a link that belongs to the tree. */
const withOwn = async (rules: IgnoreRules, inside: string, path: string, walk: Walk): Promise<IgnoreRules> => {
  const text = await readRules(`${path}/.gitignore`, walk.io.inspectLink, walk)
  return text === '' ? rules : rules.with(inside, text)
}

/** More than anyone writes. */
const MAX_RULES_BYTES = 10_000_000

/** The text of a regular file with rules; of one that cannot be read, none, as git has it. */
async function readRules(path: string, inspect: Io['inspect'], { io, report }: Walk): Promise<string> {
  const standing = await inspect(path)
  if ('error' in standing || standing.kind !== 'file') return ''
  if (standing.size > MAX_RULES_BYTES) {
    report(cliIssue('rules-too-large', path, { limit: String(MAX_RULES_BYTES) }))
    return ''
  }
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of io.readFile(path)) text += decoder.decode(chunk, { stream: true })
  } catch (error) {
    if (systemErrorCode(error) === 'UNKNOWN') throw error
    return ''
  }
  return text + decoder.decode()
}
