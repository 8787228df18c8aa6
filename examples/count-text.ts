import { loadTokenizer } from '@ratecard/tokenizers'

const qwen = await loadTokenizer('qwen')

export const tokens = qwen.count('你好，我是通义千问') // 7
export const pieces = qwen.pieces('Nice to meet you.') // Nice| to| meet| you|.
export const chat = qwen.count('<|im_start|>user\nHi<|im_end|>\n', { specials: 'all' }) // the markers are one token each
