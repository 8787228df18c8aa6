/**
 * Every `code` of the errors this package throws for its input; a wrong type of argument is a plain `TypeError`. A
 * `WorkerError` has more.
 */
export type TokenizerErrorCode = 'unknown-tokenizer' | 'piece-too-long' | 'corrupt-vocabulary' | 'unsupported-message'
