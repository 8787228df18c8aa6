import { findModel } from '@ratecard/core'
import type { Moment } from './moment.ts'
import type { OpenList } from './open-list.ts'

/** What may go into a model beside text. */
export type Medium = 'images' | 'audio'

/** The media whose tokens a model's price list has a rule for. */
export function mediaOf(model: string, list: OpenList, { text, instant }: Moment): readonly Medium[] {
  const found = findModel(model, [list.tableFor(model, instant)], {}, text)
  const { image, audio } = (found.ok && found.value.estimation) || {}
  return [...(image ? (['images'] as const) : []), ...(audio ? (['audio'] as const) : [])]
}
