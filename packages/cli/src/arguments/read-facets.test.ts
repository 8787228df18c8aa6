import { expect, it } from 'vitest'
import { readFacets } from './read-facets.ts'

it('reads modes as the facets they stand for', () => {
  expect(readFacets(['outcome=failed'], 'thinking, batch')).toEqual({
    ok: true,
    value: { outcome: 'failed', thinking: 'on', batch: 'batch' },
  })
})

it('lets a mode and a facet say the same', () => {
  expect(readFacets(['thinking=on'], 'thinking')).toEqual({ ok: true, value: { thinking: 'on' } })
})

it.each([
  [[], 'turbo', 'unknown-choice'],
  [[], '', 'unknown-choice'],
  [[], 'batch,batch_chat', 'contradictory-options'],
  [['thinking=off'], 'thinking', 'contradictory-options'],
  [['thinking'], undefined, 'invalid-pair'],
  [['thinking=on', 'thinking=off'], undefined, 'repeated-key'],
])('refuses %j with mode %s as %s', (pairs, modes, code) => {
  expect(readFacets(pairs, modes)).toMatchObject({ ok: false, issues: [{ code }] })
})
