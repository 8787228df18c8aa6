/** The ways to say what is used. */
export const TABS = ['text', 'conversation', 'core-hours', 'quantities'] as const

export type Tab = (typeof TABS)[number]

/** What a reader has entered: texts, as they stand in the fields. */
export interface Inputs {
  readonly tab: Tab
  /** The id of a price list. */
  readonly list: string
  readonly model: string
  /** `YYYY-MM-DD` on the vendor's clock; empty: now. */
  readonly day: string
  /** Stated facets by name, such as `thinking: on`. */
  readonly facets: Readonly<Record<string, string>>
  readonly text: string
  readonly outputTokens: string
  /** `1024x768`, one size after the other. */
  readonly images: string
  /** `2m30s`, one length after the other. */
  readonly audio: string
  readonly turns: string
  /** By meter. */
  readonly quantities: Readonly<Record<string, string>>
  readonly cores: string
  /** Such as `10m` or `1h30m`. */
  readonly duration: string
  readonly instances: string
  /** Calls in a month. */
  readonly monthly: string
  /** Models beside the chosen one. */
  readonly others: readonly string[]
}

export const FIRST_INPUTS: Inputs = {
  tab: 'text',
  list: '',
  model: '',
  day: '',
  facets: {},
  text: '',
  outputTokens: '200',
  images: '',
  audio: '',
  turns: '10',
  quantities: {},
  cores: '16',
  duration: '10m',
  instances: '1',
  monthly: '10000',
  others: [],
}
