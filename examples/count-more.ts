import { countMessages, loadTokenizer, messageTemplates } from '@ratecard/tokenizers'

const o200k = await loadTokenizer('o200k_base')

// Within a budget: a text that is too long is not read to its end.
export const fits = !o200k.countUpTo('Nice to meet you. '.repeat(1_000), 500).exceeded // false

// A text that comes in parts, as strings or as UTF-8, wherever it is divided.
const stream = o200k.openCount()
for (const part of ['Nice to me', new TextEncoder().encode('et you.')]) stream.push(part)
export const streamed = stream.end() // 5

// A text that is edited: an edit is counted with a thousand characters around it.
const text = o200k.countEdits('Nice to meet you.')
text.replace(8, 12, 'see')
export const edited = text.tokens // 5

// A conversation, with what the chat template adds.
const qwen = await loadTokenizer('qwen')
const messages = [{ role: 'user', content: 'Nice to meet you.' }]
export const conversation = countMessages(qwen, messages, messageTemplates['qwen2.5']).tokens // 34
