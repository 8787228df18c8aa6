import { oracleOpeners } from './oracles/open-oracles.ts'
import type { Oracle } from './oracles/oracle.ts'
import { type Pairing, pairUp } from './pairing.ts'

/** What the package exports: of its sources in tests, of its build elsewhere. */
export type Published = Pick<typeof import('../src/index.ts'), 'countChunks' | 'loadTokenizer' | 'tokenizerIds'>

/** A tokenizer and one of its oracles, to be opened when it is their turn: some take 500 MB. */
export interface ClosedPairing {
  readonly id: string
  readonly by: Oracle['by']
  open(): Promise<Pairing>
}

/** Every tokenizer of the package with each of its oracles. */
export function closedPairings({ countChunks, loadTokenizer, tokenizerIds }: Published): ClosedPairing[] {
  return tokenizerIds.flatMap((id) =>
    oracleOpeners(id).map(({ by, open }) => ({
      id,
      by,
      open: async () => {
        const tokenizer = await loadTokenizer(id)
        return pairUp({ tokenizer, countChunks: (...chunks) => countChunks(tokenizer, ...chunks) }, await open())
      },
    })),
  )
}
