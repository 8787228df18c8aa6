import type { Message } from './message.ts'
import type { RenderedTemplate, RoleTemplate, TemplatePart } from './message-template.ts'
import { type Content, lastQueryOf, withThoughts } from './render-thoughts.ts'
import { UnsupportedMessageError } from './unsupported-message-error.ts'

/** What a conversation ends with. */
export interface RenderOptions {
  /** Whether the beginning of the model's answer follows the messages, as in every request. Default `true`. */
  readonly reply?: boolean
  /** `false` renders that thinking is off, where the template has a way to. Default `true`. */
  readonly thinking?: boolean
}

/** One control token, or a stretch of ordinary text: the template's and, by their index, the contents of messages. */
export type RenderedRun = { readonly owner: number | undefined } & (
  | { readonly special: string }
  | { readonly texts: { readonly text: string; readonly message: number | undefined }[] }
)

/**
 * The conversation as the template renders it. Text between two control tokens is one run, because tokens may reach
 * over its parts; a run is owned by the message that begins it, or by none.
 *
 * @throws {@link UnsupportedMessageError}
 */
export function renderMessages(
  messages: readonly Message[],
  template: RenderedTemplate,
  { reply = true, thinking = true }: RenderOptions = {},
): RenderedRun[] {
  const runs: RenderedRun[] = []
  append(runs, template.start)
  const inPlace = template.systemSeparator === undefined ? () => true : (message: Message) => message.role !== 'system'
  appendSystem(runs, messages, template)
  const lastQuery = lastQueryOf(messages, template)
  for (const [index, message] of messages.entries()) {
    const { before, after } = roleOf(message.role, template, index)
    if (!inPlace(message)) continue
    const content = withThoughts(message, template, { shown: index > lastQuery, last: index === messages.length - 1 })
    append(runs, [...before, ...content, ...after], index)
  }
  if (reply) append(runs, template.reply)
  if (reply && !thinking) append(runs, template.thinking?.skipped ?? [])
  return runs
}

/** What stands first: the joined system messages, or the one that is put where there is none. */
function appendSystem(runs: RenderedRun[], messages: readonly Message[], template: RenderedTemplate): void {
  const { systemSeparator, defaultSystem } = template
  if (systemSeparator !== undefined) {
    let separator = ''
    for (const [index, message] of messages.entries()) {
      if (message.role !== 'system') continue
      append(runs, [separator, { content: message.content }], index)
      separator = systemSeparator
    }
  }
  if (defaultSystem !== undefined && messages[0]?.role !== 'system') {
    const { before, after } = roleOf('system', template, 0)
    append(runs, [...before, defaultSystem, ...after])
  }
}

function roleOf(role: string, { roles }: RenderedTemplate, index: number): RoleTemplate {
  if (Object.hasOwn(roles, role)) return roles[role] as RoleTemplate
  const known = Object.keys(roles).join(', ')
  throw new UnsupportedMessageError(
    `messages[${index}].role`,
    `expected one of ${known}, not ${JSON.stringify(role.slice(0, 40))}`,
  )
}

function append(runs: RenderedRun[], parts: readonly (TemplatePart | Content)[], owner?: number): void {
  for (const part of parts) {
    if (typeof part !== 'string' && 'special' in part) runs.push({ special: part.special, owner })
    else {
      const text =
        typeof part === 'string' ? { text: part, message: undefined } : { text: part.content, message: owner }
      const last = runs.at(-1)
      if (last !== undefined && 'texts' in last) last.texts.push(text)
      else runs.push({ texts: [text], owner })
    }
  }
}
