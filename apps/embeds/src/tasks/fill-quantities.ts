import type { MeterId } from '@ratecard/core'
import { meterName } from '@ratecard/core/messages'
import { type Calculator, field } from '../calculator.ts'

/** States quantities by the names of their meters, and nothing else: what was entered for another model stays otherwise. */
export async function fillQuantities(
  calculator: Calculator,
  quantities: Readonly<Partial<Record<MeterId, string>>>,
): Promise<void> {
  const fields = calculator.root.locator('[part=form] > .rc-fields').last().locator('input')
  // A field of another model goes away when it is emptied.
  for (;;) {
    const values = await fields.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
    const at = values.findIndex((value) => value !== '')
    if (at < 0) break
    await fields.nth(at).fill('')
  }
  for (const [id, value] of Object.entries(quantities))
    await field(calculator, meterName(id, calculator.locale)).fill(value)
}
