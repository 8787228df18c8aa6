import type { MeterId } from '@ratecard/core'
import { meterName } from '@ratecard/core/messages'
import { type Calculator, field } from '../calculator.ts'

/** States quantities by the names of their meters. */
export async function fillQuantities(
  calculator: Calculator,
  quantities: Readonly<Partial<Record<MeterId, string>>>,
): Promise<void> {
  for (const [id, value] of Object.entries(quantities))
    await field(calculator, meterName(id, calculator.locale)).fill(value)
}
