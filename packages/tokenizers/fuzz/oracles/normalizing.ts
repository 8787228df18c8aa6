import { compositionDisagreements } from './host-disagreements.ts'
import { type Oracle, specialSplitter } from './oracle.ts'

/** An oracle that reads NFC, as Qwen does: nothing composes across a special token. The host does the composing. */
export async function normalizing(oracle: Oracle): Promise<Oracle> {
  const unlike = await compositionDisagreements()
  const split = specialSplitter(oracle.vocabulary.specials)
  const normalize = (text: string) => text.normalize('NFC')
  const normalizeParts = (text: string) => split(text).map(normalize).join('')
  return {
    ...oracle,
    ordinary: (text) => oracle.ordinary(normalize(text)),
    all: (text) => oracle.all(normalizeParts(text)),
    readable: (text, specials) =>
      oracle.readable(specials === 'all' ? normalizeParts(text) : normalize(text), specials),
    judgeable: (text) => oracle.judgeable(text.replace(unlike, '.')),
  }
}
