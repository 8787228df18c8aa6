/** Bytes of a file that is read. */
const LARGEST = 20_000_000

/** What a file holds: a text, the size of an image as `1024x768`, or why it is neither. */
export type ReadFile =
  | { readonly text: string }
  | { readonly image: string }
  | { readonly refused: 'file-too-large' | 'file-no-text' }

export async function readFile(file: File): Promise<ReadFile> {
  if (file.size > LARGEST) return { refused: 'file-too-large' }
  try {
    if (!file.type.startsWith('image/'))
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()) }
    const bitmap = await createImageBitmap(file)
    const image = `${bitmap.width}x${bitmap.height}`
    bitmap.close()
    return { image }
  } catch {
    return { refused: 'file-no-text' }
  }
}
