import { delimiter } from 'node:path'
import { type Issue, type Knows, type LosslessJson, matchModels, type Tariff } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import type { Walk } from '../input/folder.ts'
import { readJsonFile } from '../input/read-json-file.ts'
import { walkFolder } from '../input/walk-folder.ts'
import type { Io } from '../io.ts'

/** How a file of usage mappings is told from one of prices in the same directory. */
export const MAPPINGS_ENDING = '.usage.json'

/** A file in a directory of the user's own, read but not yet checked. */
export interface OwnFile {
  readonly path: string
  readonly directory: string
  readonly json: LosslessJson
  /** What the file calls itself; empty where it is not even like a tariff. */
  readonly id: string
  /** Not checked, either. */
  readonly list: Pick<Tariff, 'provider' | 'scope' | 'currency'>
  readonly knows: (model: string) => Knows
}

/** The directories of the environment, then those of the command line: a later one goes before an earlier one. */
export const tariffDirectories = (given: readonly string[], { env }: Pick<Io, 'env'>): readonly string[] => [
  ...(env.RATECARD_TARIFFS ?? '').split(delimiter).filter((directory) => directory !== ''),
  ...given,
]

/** Every JSON file in the directories, in the order of the directories; what cannot be read is told. */
export async function readOwnFiles(
  directories: readonly string[],
  io: Io,
): Promise<{ readonly files: readonly OwnFile[]; readonly issues: readonly Issue[] }> {
  const files: OwnFile[] = []
  const issues: Issue[] = []
  const report = (issue: Issue) => issues.push(issue)
  for (const directory of directories)
    for (const path of await jsonFilesIn(directory, { io, isIgnoring: false, report })) {
      if (path.endsWith(MAPPINGS_ENDING)) continue
      const json = await readJsonFile(path, io)
      if (json.ok) files.push({ path, directory, ...look(json.value) })
      else issues.push(...skipped(path, json.issues))
    }
  return { files, issues }
}

/** The JSON files of a directory and of those in it. */
export async function jsonFilesIn(directory: string, walk: Walk): Promise<readonly string[]> {
  const standing = await walk.io.inspect(directory)
  const reason = 'error' in standing ? standing.error : standing.kind === 'directory' ? undefined : 'ENOTDIR'
  if (reason !== undefined) {
    walk.report(cliIssue('unreadable-tariffs', directory, { reason }))
    return []
  }
  const found = await walkFolder(directory, walk)
  return found.flatMap(({ path }) => (path.endsWith('.json') ? [path] : []))
}

/** What is wrong with a file, and that it is not used. */
export const skipped = (path: string, issues: readonly Issue[]): readonly Issue[] => [
  ...issues,
  cliIssue('tariff-skipped', path),
]

/** A file in which a look does not find what it needs has no id: it is checked at once, which tells what is wrong. */
function look(json: LosslessJson): Pick<OwnFile, 'json' | 'id' | 'list' | 'knows'> {
  const list = Object(json) as Tariff
  const { id, provider, currency, cards } = list as Partial<Tariff>
  const isReadable = [id, provider, currency].every((name) => typeof name === 'string') && Array.isArray(cards)
  if (!isReadable || !cards.every(isCard)) return { json, id: '', list, knows: () => 'not' }
  const knows = (model: string): Knows => {
    if (cards.some((card) => card.model === model || card.aliases?.includes(model))) return 'exactly'
    return matchModels(model, { cards }).length > 0 ? 'by-rule' : 'not'
  }
  return { json, id: id ?? '', list, knows }
}

const isCard = (card: unknown): boolean => {
  const { model, aliases = [], match } = Object(card) as Readonly<Record<string, unknown>>
  return typeof model === 'string' && Array.isArray(aliases) && (match === undefined || isRule(match))
}

const LISTS: readonly string[] = ['and', 'or']
const TEXTS: readonly string[] = ['equals', 'starts_with', 'ends_with', 'contains', 'regex']

/** A tree that can be asked about a name; whether it is right is for the check of the whole file to say. */
const isRule = (match: unknown): boolean => {
  const [[kind = '', inner] = [], ...more] = Object.entries(Object(match))
  if (more.length > 0) return false
  return LISTS.includes(kind)
    ? Array.isArray(inner) && inner.every(isRule)
    : TEXTS.includes(kind) && typeof inner === 'string'
}
