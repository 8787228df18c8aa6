/** Where a vocabulary is, and what it has to be. */
export interface VocabularySource {
  /** The name of its file in `data`. */
  readonly name: string
  /** Ids to read, from 0: a file may serve a vocabulary that is the beginning of another. */
  readonly size: number
  /** SHA-256 of the packed bytes, in hexadecimal; gzip's output may differ between versions of zlib, these may not. */
  readonly sha256: string
  /** Imports the data module: base64 of the gzip of the packed bytes. */
  readonly load: () => Promise<{ readonly default: string }>
}
