export type { SpecialTokens, TokenizeOptions, Tokenizer, TokenPiece } from '@ratecard/core'
export { loadTokenizer } from './load-tokenizer.ts'
export type { MessageCount } from './messages/count-messages.ts'
export { countMessages } from './messages/count-messages.ts'
export { encodeMessages } from './messages/encode-messages.ts'
export type { Message } from './messages/message.ts'
export type {
  MessageRule,
  MessageTemplate,
  RenderedTemplate,
  RoleTemplate,
  TemplatePart,
  ThinkingTemplate,
} from './messages/message-template.ts'
export { messageTemplates } from './messages/message-templates.ts'
export type { RenderOptions } from './messages/render-messages.ts'
export { UnsupportedMessageError } from './messages/unsupported-message-error.ts'
export { mayDivide } from './text/certain-cut.ts'
export { PieceTooLongError } from './text/piece-too-long-error.ts'
export { countChunks } from './tokenizer/count-chunks.ts'
export type { EditableCount } from './tokenizer/editable-count.ts'
export type { ExactTokenizer, LimitedCount } from './tokenizer/exact-tokenizer.ts'
export type { TokenStream } from './tokenizer/token-stream.ts'
export type { TokenizerErrorCode } from './tokenizer-error-code.ts'
export type { TokenizerId } from './tokenizer-ids.ts'
export { tokenizerIds } from './tokenizer-ids.ts'
export { UnknownTokenizerError } from './unknown-tokenizer-error.ts'
export { CorruptVocabularyError } from './vocabulary/corrupt-vocabulary-error.ts'
export type { WorkerLike } from './worker/worker-connection.ts'
export { WorkerError } from './worker/worker-error.ts'
export type { WorkerOptions, WorkerTokenizer } from './worker/worker-tokenizer.ts'
export { workerTokenizer } from './worker/worker-tokenizer.ts'
