import { type Issue, type Knows, ok, type Result, type Tariff } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { cliIssue } from '../cli-issue.ts'
import { checkTariff } from '../input/read-tariff-file.ts'
import type { Io } from '../io.ts'
import { hashesOf, type LoadedTariff, loadBundled } from './load-tariff.ts'
import { type OwnFile, readOwnFiles, skipped, tariffDirectories } from './own-tariffs.ts'

/** A price list that may be used. */
export interface BookEntry {
  readonly id: string
  /** The file it is in; undefined for one that comes with the program. */
  readonly file?: string
  readonly list: Pick<Tariff, 'provider' | 'scope' | 'currency'>
  readonly knows: (model: string) => Knows
  readonly load: () => Promise<Result<LoadedTariff>>
}

/** All price lists that may be used, one for each id. */
export interface TariffBook {
  readonly entries: readonly BookEntry[]
  /** Files of the user's own that could not be taken in. */
  readonly issues: readonly Issue[]
}

/**
 * The price lists that come with the program, overlaid by the user's own: those of the environment, then those of each
 * `--tariffs`. A list takes the place of an earlier one of its id as a whole. A broken file is told, and takes no place.
 */
export async function openBook(directories: readonly string[], io: Io): Promise<TariffBook> {
  const entries = new Map<string, BookEntry>(bundledEntries().map((entry) => [entry.id, entry]))
  const places = new Map<string, OwnFile>()
  const { files, issues } = await readOwnFiles(tariffDirectories(directories, io), io)
  const problems: Issue[] = [...issues]
  for (const file of files) {
    const other = places.get(file.id)
    if (other?.directory === file.directory) {
      problems.push(cliIssue('repeated-tariff', file.path, { id: file.id, other: other.path }))
      continue
    }
    const entry = ownEntry(file)
    const isFree = file.id !== '' && !entries.has(file.id)
    const loaded = isFree ? undefined : await entry.load()
    if (loaded === undefined || loaded.ok) {
      entries.set(file.id, entry)
      places.set(file.id, file)
    } else problems.push(...skipped(file.path, loaded.issues))
  }
  return { entries: [...entries.values()], issues: problems }
}

const bundledEntries = (): readonly BookEntry[] =>
  BUNDLED_TARIFFS.map((list) => ({
    id: list.id,
    list,
    knows: (model) => (list.models.includes(model) ? 'exactly' : 'not'),
    load: async () => ok(await loadBundled(list)),
  }))

const ownEntry = ({ path, json, id, list, knows }: OwnFile): BookEntry => ({
  id,
  list,
  file: path,
  knows,
  load: async () => {
    const tariff = await checkTariff(json, path)
    return tariff.ok ? ok({ tariff: tariff.value, hashes: hashesOf(tariff.value) }) : tariff
  },
})
