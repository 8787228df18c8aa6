import { createHash } from 'node:crypto'
import {
  type CompileOptions,
  type ContractReference,
  canonicalJson,
  compileTariff,
  failed,
  isRatecardError,
  ok,
  type RateTable,
  type Result,
  type Tariff,
  type TariffHashes,
} from '@ratecard/core'
import type { BundledTariff } from '@ratecard/core/tariffs'
import { cliIssue, shorten } from '../cli-issue.ts'
import { readTariffFile } from '../input/read-tariff-file.ts'
import type { Io } from '../io.ts'
import type { TariffBook } from './tariff-book.ts'

/** A price list with the hashes that pin it. */
export interface LoadedTariff {
  readonly tariff: Tariff
  readonly hashes: TariffHashes
  /** The contract that changed it. */
  readonly contract?: ContractReference
}

/** Loads one price list of the book by its id, or from a tariff file. */
export async function loadTariff(
  name: string,
  place: string,
  { entries }: TariffBook,
  io: Io,
): Promise<Result<LoadedTariff>> {
  const known = entries.find(({ id }) => id === name)
  if (known) return known.load()
  if (!name.endsWith('.json')) {
    const candidates = entries.map(({ id }) => id)
    return failed(cliIssue('unknown-tariff', place, { came: shorten(name), candidates }))
  }
  const tariff = await readTariffFile(name, io)
  return tariff.ok ? ok({ tariff: tariff.value, hashes: hashesOf(tariff.value) }) : tariff
}

/** Of the canonical JSON. */
export const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

export const hashesOf = (tariff: Tariff, whole = sha256(tariff)): TariffHashes => ({
  sha256: whole,
  card: (id) => sha256(tariff.cards.find((card) => card.id === id)),
})

/** Loads a price list that comes with the program; its hash was made with it. */
export async function loadBundled({ load, sha256: whole }: BundledTariff): Promise<LoadedTariff> {
  const tariff = await load()
  return { tariff, hashes: hashesOf(tariff, whole) }
}

/** Compiles a price list. One that somebody wrote may yet be impossible: more cells than a table can hold, say. */
export function compileLoaded(
  { tariff, hashes, contract }: LoadedTariff,
  options: CompileOptions,
  place: string,
): Result<RateTable> {
  try {
    return ok(compileTariff(tariff, { ...options, hashes, ...(contract && { contract }) }))
  } catch (error) {
    if (!isRatecardError(error) || error.code !== 'invalid-tariff') throw error
    return failed(cliIssue('invalid-tariff-file', place, { reason: error.message }))
  }
}
