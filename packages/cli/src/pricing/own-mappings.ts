import { failed, type Issue, ok, type Result, type UsageMapping } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import { inFile, readJsonFile } from '../input/read-json-file.ts'
import type { Io } from '../io.ts'
import { jsonFilesIn, MAPPINGS_ENDING, tariffDirectories } from './own-tariffs.ts'

/** Usage mappings of the user's own, and what is to be told of files that could not be used. */
export interface OwnMappings {
  readonly mappings: readonly UsageMapping[]
  readonly notices: readonly Issue[]
}

/** The usage mappings in the directories of price lists; of one name, that of a later directory. */
export async function readOwnMappings(directories: readonly string[], io: Io): Promise<OwnMappings> {
  const mappings = new Map<string, UsageMapping>()
  const notices: Issue[] = []
  // What cannot be read of the directory is told with its price lists.
  for (const directory of tariffDirectories(directories, io))
    for (const path of await jsonFilesIn(directory, { io, isIgnoring: false, report: () => {} })) {
      if (!path.endsWith(MAPPINGS_ENDING)) continue
      const read = await readMappings(path, io)
      if (read.ok) for (const mapping of read.value) mappings.set(mapping.api, mapping)
      else notices.push(...read.issues, cliIssue('mappings-skipped', path))
    }
  return { mappings: [...mappings.values()], notices }
}

async function readMappings(path: string, io: Io): Promise<Result<readonly UsageMapping[]>> {
  const json = await readJsonFile(path, io)
  if (!json.ok) return json
  const { parseUsageMappings } = await import('@ratecard/core/schema')
  const read = parseUsageMappings(json.value)
  return read.ok ? ok(read.value) : failed(...read.issues.map((issue) => inFile(issue, path)))
}
