import type { MessageTemplate, RenderedTemplate, RoleTemplate } from './message-template.ts'

const chatml = {
  system: { before: [{ special: '<|im_start|>' }, 'system\n'], after: [{ special: '<|im_end|>' }, '\n'] },
  user: { before: [{ special: '<|im_start|>' }, 'user\n'], after: [{ special: '<|im_end|>' }, '\n'] },
  assistant: { before: [{ special: '<|im_start|>' }, 'assistant\n'], after: [{ special: '<|im_end|>' }, '\n'] },
} as const satisfies Record<string, RoleTemplate>

/**
 * The chat templates this package knows. The rendered ones are those in `tokenizer_config.json` of the open models; a
 * hosted service may add a prompt of its own.
 *
 * - `qwen2.5` (tokenizer `qwen`): puts its default system message first where there is none.
 * - `qwen3` (tokenizer `qwen3`; `qwen` too, unless thinking is off or an answer is the last message): no default system
 *   message, and thoughts of earlier turns are left out. `/no_think` is text of the user's, no part of the template.
 * - `deepseek-v3` (tokenizer `deepseek_v3`): system messages stand together, before everything.
 * - `openai` and `openai-0301` (`gpt-3.5-turbo-0301` alone): OpenAI's rule for `o200k_base` and `cl100k_base` models,
 *   "an estimate, not a timeless guarantee" in its own words.
 *
 * @example
 * ```ts
 * countMessages(await loadTokenizer('qwen'), [{ role: 'user', content: '你好' }], messageTemplates['qwen2.5']).tokens
 * ```
 */
export const messageTemplates = {
  'qwen2.5': {
    kind: 'rendered',
    start: [],
    roles: chatml,
    defaultSystem: 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.',
    reply: [{ special: '<|im_start|>' }, 'assistant\n'],
  } satisfies RenderedTemplate,
  qwen3: {
    kind: 'rendered',
    start: [],
    roles: chatml,
    thinking: {
      open: '<think>',
      close: '</think>',
      skipped: [{ special: '<think>' }, '\n\n', { special: '</think>' }, '\n\n'],
      toolAnswer: { start: '<tool_response>', end: '</tool_response>' },
    },
    reply: [{ special: '<|im_start|>' }, 'assistant\n'],
  } satisfies RenderedTemplate,
  'deepseek-v3': {
    kind: 'rendered',
    start: [{ special: '<｜begin▁of▁sentence｜>' }],
    roles: {
      system: { before: [], after: [] },
      user: { before: [{ special: '<｜User｜>' }], after: [] },
      assistant: { before: [{ special: '<｜Assistant｜>' }], after: [{ special: '<｜end▁of▁sentence｜>' }] },
    },
    systemSeparator: '\n\n',
    reply: [{ special: '<｜Assistant｜>' }],
  } satisfies RenderedTemplate,
  openai: { kind: 'rule', perMessage: 3, perName: 1, reply: 3 },
  'openai-0301': { kind: 'rule', perMessage: 4, perName: -1, reply: 3 },
} as const satisfies Record<string, MessageTemplate>
