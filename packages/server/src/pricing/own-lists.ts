import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { parseTariff } from '@ratecard/core/schema'
import { serverIssue } from '../problems/server-issue.ts'
import { readJsonFile } from '../settings/read-json-file.ts'
import { type BookList, bookList } from './price-book.ts'

/** Files of usage mappings stand beside price lists, and are no price lists. */
const MAPPINGS = '.usage.json'

/**
 * Reads the price lists in directories and in those within. A list takes the place of one of the same id in an earlier
 * directory; of one directory each id may be in one file.
 *
 * Issues: `unreadable-tariffs`, `repeated-tariff`, those of `readJson` and `parseTariff`, each at its file.
 */
export async function readOwnLists(directories: readonly string[]): Promise<Result<readonly BookList[]>> {
  const lists = new Map<string, BookList>()
  const issues: Issue[] = []
  for (const directory of directories) {
    const places = new Map<string, string>()
    for (const read of await readDirectory(directory)) {
      if (!read.ok) {
        issues.push(...read.issues)
        continue
      }
      const { file, list } = read.value
      const { id } = list.list
      const other = places.get(id)
      if (other !== undefined) issues.push(serverIssue('repeated-tariff', file, { id, other }))
      places.set(id, file)
      lists.set(id, list)
    }
  }
  return issues.length > 0 ? failed(...issues) : ok([...lists.values()])
}

interface OwnList {
  readonly file: string
  readonly list: BookList
}

async function readDirectory(directory: string): Promise<readonly Result<OwnList>[]> {
  const names = await readdir(directory, { recursive: true }).catch((error: NodeJS.ErrnoException) => error)
  if (names instanceof Error)
    return [failed(serverIssue('unreadable-tariffs', directory, { reason: names.code ?? names.name }))]
  const own = names.filter((name) => name.endsWith('.json') && !name.endsWith(MAPPINGS)).sort()
  // A link may lead to what is read already.
  const files = await Promise.all(own.map((name) => realpath(join(directory, name)).catch(() => join(directory, name))))
  return Promise.all([...new Set(files)].map(readList))
}

async function readList(file: string): Promise<Result<OwnList>> {
  const json = await readJsonFile(file, (reason) => serverIssue('unreadable-tariffs', file, { reason }))
  if (!json.ok) return json
  const tariff = parseTariff(json.value)
  if (tariff.ok) return ok({ file, list: bookList(tariff.value) })
  return failed(
    ...tariff.issues.map((issue) => ({ ...issue, path: issue.path === '' ? file : `${file}#${issue.path}` })),
  )
}
