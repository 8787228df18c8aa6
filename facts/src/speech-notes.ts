import type { ModelNotes } from './make-cards.ts'
import type { Claim } from './read-claims.ts'
import speech from './vocabulary/speech.json' with { type: 'json' }

/** How the characters of a text are charged, for models that are priced by them; the first beginning that fits. */
export function speechNotes(model: string, claims: readonly Claim[]): ModelNotes {
  const isSpoken = claims.some(({ rate }) => rate.meter === 'characters')
  const family = speech.families.find(({ begins }) => model.startsWith(begins))
  return isSpoken && family ? { estimation: family.estimation } : {}
}
