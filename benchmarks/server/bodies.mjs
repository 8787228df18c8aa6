const answerText = 'The fee is usage times unit price, for each meter; what is free is taken off before. '.repeat(14)

/** What is sent to `POST /v1/price`: small and large, from a user's own count to a whole answer of a provider. */
export const priceBodies = {
  'a notebook': { model: 'notebook', usage: { core_seconds: '1600' } },
  'a call of qwen-max': {
    model: 'qwen-max',
    currency: 'USD',
    at: '2024-12-16T12:00:00+08:00',
    usage: { input_tokens: '1000', output_tokens: '200' },
  },
  'an answer of 1.5 kB': {
    scope: 'cn',
    response: {
      id: 'chatcmpl-5f2c6a1e',
      object: 'chat.completion',
      created: 1_763_697_600,
      model: 'qwen-plus',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: answerText } }],
      usage: {
        prompt_tokens: 1234,
        completion_tokens: 567,
        total_tokens: 1801,
        prompt_tokens_details: { cached_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 0 },
      },
    },
  },
}

const MODELS = [
  'qwen-max',
  'qwen-plus',
  'qwen-flash',
  'qwen-turbo',
  'qwen-long',
  'qwen3-max',
  'qwen3-coder-plus',
  'deepseek-v3',
  'deepseek-r1',
]

/** Lines of a log of November: models, instants and quantities in turn, each a call of its own. */
export function batchLines(count) {
  return Array.from({ length: count }, (_, at) => {
    if (at % 10 === 9) return { model: 'notebook', usage: { core_seconds: String(1 + ((at * 7919) % 36_000)) } }
    const usage = { input_tokens: String(1 + ((at * 7919) % 30_000)), output_tokens: String((at * 104_729) % 2000) }
    return { model: MODELS[at % MODELS.length], scope: 'cn', at: instant(at), usage }
  })
}

const DAYS = 20

const instant = (at) => {
  const time = new Date(Date.UTC(2026, 10, 1 + (at % DAYS)) + ((at * 7_919_000) % 86_400_000))
  return time.toISOString().replace('.000Z', 'Z')
}
