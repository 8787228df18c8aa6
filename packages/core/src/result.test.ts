import { expect, it } from 'vitest'
import { issue, uniqueIssues } from './result.ts'

it('tells an issue once, with all the meters that it was met at', () => {
  const note = (meters: readonly string[], quota = 'a') => issue('note', '', { quota, meters })
  expect(uniqueIssues([note(['images']), note(['tokens'], 'b'), note(['voices', 'images']), issue('x', '')])).toEqual([
    note(['images', 'voices']),
    note(['tokens'], 'b'),
    issue('x', ''),
  ])
})
