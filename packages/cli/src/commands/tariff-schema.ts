import type { CommandResult } from '../command.ts'

/** Prints the JSON Schema of a tariff file, for editors and other languages. */
export async function tariffSchema(): Promise<CommandResult> {
  const { default: schema } = await import('@ratecard/core/schema/tariff.schema.json', { with: { type: 'json' } })
  return { kind: 'answer', json: schema, text: () => JSON.stringify(schema, null, 2), outcome: 'done' }
}
