import { chooseMapping, failed, type MappingChoice, normalizeUsage, type Result, type Usage } from '@ratecard/core'
import type { Io } from '../io.ts'
import { inFile, readJsonFile } from './read-json-file.ts'

/** Reads one answer of a provider's API into usage. */
export async function readBody(name: string, choice: MappingChoice, io: Io): Promise<Result<Usage>> {
  const json = await readJsonFile(name, io)
  if (!json.ok) return json
  const mapping = chooseMapping(json.value, choice)
  const usage = mapping.ok ? normalizeUsage(json.value, mapping.value) : mapping
  return usage.ok
    ? usage
    : failed(
        ...usage.issues.map((issue) => (issue.path === '/api' ? { ...issue, path: '--api' } : inFile(issue, name))),
      )
}
