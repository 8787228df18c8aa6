export { explainLine } from './explain-line.ts'
export { basisName, meterName, unitName } from './meter-name.ts'
export { type Locale, renderIssue, renderMessage } from './render-message.ts'
export { statusReason } from './status-reason.ts'
