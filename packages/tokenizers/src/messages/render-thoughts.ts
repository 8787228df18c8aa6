import type { Message } from './message.ts'
import type { RenderedTemplate, TemplatePart } from './message-template.ts'

/** Text of a message, as opposed to that of a template. */
export interface Content {
  readonly content: string
}

/** The index of the last message a user asked something with, or the last index if none did. */
export function lastQueryOf(messages: readonly Message[], { thinking }: RenderedTemplate): number {
  const last = messages.length - 1
  if (thinking === undefined) return last
  const { start, end } = thinking.toolAnswer
  const isQuery = ({ role, content }: Message) =>
    role === 'user' && !(content.startsWith(start) && content.endsWith(end))
  for (let index = last; index >= 0; index--) if (isQuery(messages[index] as Message)) return index
  return last
}

/**
 * A message's content as a template with thoughts renders it: thoughts are left out of an answer, but `shown` behind
 * the last query; there the `last` answer gets empty ones if it has none.
 */
export function withThoughts(
  { role, content }: Message,
  { thinking }: RenderedTemplate,
  { shown, last }: { readonly shown: boolean; readonly last: boolean },
): readonly (TemplatePart | Content)[] {
  if (thinking === undefined || role !== 'assistant') return [{ content }]
  const { open, close } = thinking
  const { thoughts, answer } = splitThoughts(content, open, close)
  if (!shown || (!last && thoughts === '')) return [{ content: answer }]
  return [
    { special: open },
    '\n',
    { content: trimEnd(thoughts) },
    '\n',
    { special: close },
    '\n\n',
    { content: trimStart(answer) },
  ]
}

/** Thoughts reach from the last opening mark before the first closing one; the answer follows the last closing one. */
function splitThoughts(content: string, open: string, close: string): { thoughts: string; answer: string } {
  const end = content.indexOf(close)
  if (end < 0) return { thoughts: '', answer: content }
  const before = trimEnd(content.slice(0, end))
  const opened = before.lastIndexOf(open)
  return {
    thoughts: trimStart(opened < 0 ? before : before.slice(opened + open.length)),
    answer: trimStart(content.slice(content.lastIndexOf(close) + close.length)),
  }
}

/** Without the line feeds at its start. */
function trimStart(text: string): string {
  let start = 0
  while (text[start] === '\n') start++
  return text.slice(start)
}

/** Without the line feeds at its end. */
function trimEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === '\n') end--
  return text.slice(0, end)
}
