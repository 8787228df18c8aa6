import { ok, type RateTable, type Receipt, type Result, withDisplay } from '@ratecard/core'
import type { AskedDisplay } from '../arguments/read-display.ts'
import { readFxFile } from '../input/read-fx-file.ts'
import type { Io } from '../io.ts'

/** Shows a receipt's totals in another currency, too, or leaves it as it is where none is asked for. */
export type Display = (receipt: Receipt) => Receipt

export async function loadDisplay(
  asked: AskedDisplay | undefined,
  tables: readonly RateTable[],
  io: Io,
): Promise<Result<Display>> {
  if (asked === undefined) return ok((receipt) => receipt)
  const fx = await readFxFile(asked.fx, io)
  if (!fx.ok) return fx
  return ok((receipt) => {
    const own = tables.find(({ tariff }) => tariff.id === receipt.tariffs[0]?.id)
    return withDisplay(receipt, fx.value, { currency: asked.currency, timeZone: own?.tariff.timeZone ?? 'Z' })
  })
}
