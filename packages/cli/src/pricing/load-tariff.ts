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
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { cliIssue, shorten } from '../cli-issue.ts'
import { readTariffFile } from '../input/read-tariff-file.ts'
import type { Io } from '../io.ts'

/** A price list with the hashes that pin it. */
export interface LoadedTariff {
  readonly tariff: Tariff
  readonly hashes: TariffHashes
  /** The contract that changed it. */
  readonly contract?: ContractReference
}

/** Loads one price list by its id, or from a tariff file. */
export async function loadTariff(name: string, place: string, io: Io): Promise<Result<LoadedTariff>> {
  const bundled = BUNDLED_TARIFFS.find(({ id }) => id === name)
  if (bundled) return ok({ tariff: await bundled.load(), hashes: bundled.hashes })
  if (!name.endsWith('.json')) {
    const candidates = BUNDLED_TARIFFS.map(({ id }) => id)
    return failed(cliIssue('unknown-tariff', place, { came: shorten(name), candidates }))
  }
  const tariff = await readTariffFile(name, io)
  return tariff.ok ? ok({ tariff: tariff.value, hashes: hashesOf(tariff.value) }) : tariff
}

/** Of the canonical JSON. */
export const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

const hashesOf = (tariff: Tariff): TariffHashes => ({
  sha256: sha256(tariff),
  cards: Object.fromEntries(tariff.cards.map((card) => [card.id, sha256(card)])),
})

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
