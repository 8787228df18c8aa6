import { openOracle } from '../../fuzz/oracles/open-oracles.ts'
import type { Oracle } from '../../fuzz/oracles/oracle.ts'
import type { TokenizerId } from '../tokenizer-ids.ts'

/** Another author's tokenizer, given each text whole: what the tokenizers of this package have to agree with. */
export function referenceTokenizer(id: TokenizerId): Promise<Oracle> {
  return openOracle(id)
}
