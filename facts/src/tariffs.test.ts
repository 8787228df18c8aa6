import { parseTariff } from '@ratecard/core/schema'
import { expect, it } from 'vitest'
import { factsOf } from './fact.ts'
import { LISTS, makeTariff } from './make-tariff.ts'
import { printTariff } from './print-tariff.ts'
import { reasonLeftOut } from './read-claims.ts'

const facts = factsOf('alibaba-model-studio')
const made = new Map(LISTS.map((list) => [list, makeTariff(list, facts)]))

it.each(LISTS)('the tariff %s is the one that its facts make (`pnpm sync` writes it)', async (list) => {
  const tariff = made.get(list)?.tariff
  if (tariff === undefined) throw new Error(list)
  await expect(printTariff(tariff)).toMatchFileSnapshot(`../../packages/core/tariffs/alibaba-model-studio/${list}.json`)
})

it.each(LISTS)('the tariff %s is valid', (list) => {
  const read = parseTariff(made.get(list)?.tariff)
  expect(read.ok ? [] : read.issues.slice(0, 20)).toEqual([])
})

it('facts that are in no tariff are listed with the reason', async () => {
  const reasons = new Map<string, number[]>()
  const note = (reason: string, id: number) => reasons.set(reason, [...(reasons.get(reason) ?? []), id])
  for (const fact of [...facts, ...factsOf('atomgit-ai')]) {
    const reason = reasonLeftOut(fact)
    if (reason !== undefined) note(reason, fact.id)
  }
  for (const { leftOut } of made.values()) for (const [id, reason] of leftOut) note(reason, id)
  const text = [...reasons].map(([reason, ids]) => JSON.stringify({ reason, facts: ids })).join(',\n  ')
  await expect(`[\n  ${text}\n]\n`).toMatchFileSnapshot('../left-out.json')
})
