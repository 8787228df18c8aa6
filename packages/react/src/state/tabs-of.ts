import type { MeterId } from '@ratecard/core'
import { TABS, type Tab } from './inputs.ts'

/** What each way to say what is used needs of a model: a price for one of these meters. */
const NEEDS: Readonly<Record<Tab, readonly MeterId[] | undefined>> = {
  text: ['input_tokens', 'output_tokens', 'tokens', 'characters'],
  conversation: ['input_tokens', 'tokens'],
  quantities: undefined,
  'core-hours': ['core_seconds'],
}

/** The tabs that make sense for a model, of those that the page allows. */
export const tabsOf = (meters: readonly MeterId[], allowed: readonly Tab[] = TABS): readonly Tab[] =>
  allowed.filter((tab) => NEEDS[tab]?.some((id) => meters.includes(id)) ?? true)
