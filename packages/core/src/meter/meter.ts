import meters from './meters.json' with { type: 'json' }

/** What is known of a meter. Adding one is adding an entry to `meters.json`. */
export interface Meter {
  readonly unit: string
  /** Measured, not counted: a quantity of it may have a fraction. Every other quantity is an integer. */
  readonly fractional?: boolean
  readonly direction?: 'input' | 'output'
  readonly modality?: string
  readonly cache?: 'read' | 'write'
  /** How long what is written to a cache is kept, where that has a price of its own. */
  readonly ttl?: string
  readonly phase?: string
  /** The meter that providers count it inside of. Usage keeps the two disjoint. */
  readonly within?: MeterId
  /** Describes a request (the size of its file) and chooses facets; it is never a line of a receipt. */
  readonly describes?: boolean
}

export type MeterId = keyof typeof meters

const REGISTRY: Readonly<Record<MeterId, Meter>> = meters as Record<MeterId, Meter>

export const METER_IDS = /* @__PURE__ */ Object.keys(REGISTRY) as readonly MeterId[]

export const isMeterId = (id: string): id is MeterId => Object.hasOwn(REGISTRY, id)

export const meter = (id: MeterId): Meter => REGISTRY[id]

/** True for meters whose unit is the token, of either direction or none. */
export const countsTokens = (id: MeterId): boolean => REGISTRY[id].unit === 'token'
