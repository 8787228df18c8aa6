/** What a key may open. */
export const SCOPES = ['count', 'price', 'tariffs', 'metrics'] as const

export type Scope = (typeof SCOPES)[number]
