/** `ENOENT` and the like, of an error that the system gave; `UNKNOWN` for any other. */
export const systemErrorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'

/** Whether the system says that nothing stands at a path. */
export const isNothingThere = (code: string): boolean => code === 'ENOENT' || code === 'ENOTDIR'
