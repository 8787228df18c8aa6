import maximums from './vocabulary/maximums.json' with { type: 'json' }

type Maximums = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Of some meters the page charges no more than so many units of a request. */
export const maximumOf = (model: string, meter: string): string | undefined => (maximums as Maximums)[model]?.[meter]
