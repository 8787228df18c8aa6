import { type TakeInOptions, type TakenIn, takeIn } from './take-in.ts'
import { InputError, type TextSource } from './text-source.ts'

/**
 * The whole text of a source, for what cannot be done in a stream; what is no UTF-8 is read as U+FFFD.
 *
 * @param limit characters that it may have.
 */
export async function readWhole(
  source: TextSource,
  limit: number,
  options: TakeInOptions,
): Promise<TakenIn & { readonly text: string }> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  const taken = await takeIn(source, options, (bytes) => {
    text += decoder.decode(bytes)
    if (text.length > limit) throw new InputError('input-too-large', source.name, { limit: String(limit) })
    return true
  })
  return { ...taken, text }
}

/** The first byte of a packed file; the second is no UTF-8. */
const GZIP = '\u001f'

/** The same of a document that nobody may read wrongly: what is no UTF-8 is refused. */
export async function readDocument(source: TextSource, limit: number): Promise<string> {
  const { text, invalid } = await readWhole(source, limit, { binary: true })
  if (invalid?.first === 1 && text.startsWith(GZIP)) throw new InputError('packed-file', source.name)
  if (invalid) throw new InputError('invalid-utf-8', source.name, { offset: String(invalid.first) })
  return text
}
