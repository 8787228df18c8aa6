import {
  type CompileOptions,
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

/** A price list with the hashes that pin it; a list from a user's file has none. */
export interface LoadedTariff {
  readonly tariff: Tariff
  readonly hashes?: TariffHashes
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
  return tariff.ok ? ok({ tariff: tariff.value }) : tariff
}

/** Compiles a price list. One that somebody wrote may yet be impossible: more cells than a table can hold, say. */
export function compileLoaded(
  { tariff, hashes }: LoadedTariff,
  options: CompileOptions,
  place: string,
): Result<RateTable> {
  try {
    return ok(compileTariff(tariff, { ...options, ...(hashes && { hashes }) }))
  } catch (error) {
    if (!isRatecardError(error) || error.code !== 'invalid-tariff' || hashes) throw error
    return failed(cliIssue('invalid-tariff-file', shorten(place), { reason: error.message }))
  }
}
