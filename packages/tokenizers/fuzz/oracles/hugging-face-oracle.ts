import { Tokenizer } from '@huggingface/tokenizers'
import { classDisagreements } from './host-disagreements.ts'
import { type Oracle, wellFormed } from './oracle.ts'
import { type HuggingFaceFile, specialsOfHuggingFace, tokensOfHuggingFace } from './token-files.ts'

/**
 * Hugging Face's tokenizer in JavaScript with a `tokenizer.json`. It asks the host what a letter or a mark is, so
 * characters on which the host and Unicode 16 disagree are kept from it; and it finds added tokens in every text, so
 * ordinary text is given to one that was told of none.
 */
export async function huggingFaceOracle(id: string, file: HuggingFaceFile): Promise<Oracle> {
  const unlike = await classDisagreements()
  const plain = new Tokenizer({ ...file, added_tokens: [] }, {})
  let full: Tokenizer | undefined
  const encode = (tokenizer: Tokenizer, text: string) =>
    tokenizer.encode(wellFormed(text), { add_special_tokens: false }).ids
  return {
    id,
    by: 'Hugging Face',
    vocabulary: { tokens: tokensOfHuggingFace(file), specials: specialsOfHuggingFace(file) },
    ordinary: (text) => encode(plain, text),
    all: (text) => {
      full ??= new Tokenizer(file, {})
      return encode(full, text)
    },
    readable: wellFormed,
    judgeable: (text) => text.replace(unlike, '.'),
  }
}
