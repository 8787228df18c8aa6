import { typeName } from '../type-name.ts'
import { UnsupportedMessageError } from './unsupported-message-error.ts'

/** One message of a chat, as the request of an OpenAI-compatible API has it: text alone. */
export interface Message {
  /** `system`, `user` or `assistant`, or another that the template knows. */
  readonly role: string
  readonly content: string
  /** Who speaks, where the API has it. Only OpenAI's rule counts it; the rendered templates leave it out. */
  readonly name?: string
}

/**
 * Refuses messages that hold what is not counted, above all tool calls: to pass over it would count too few tokens.
 *
 * @throws {@link UnsupportedMessageError}
 */
export function requireMessages(messages: readonly Message[]): void {
  if (!Array.isArray(messages))
    throw new UnsupportedMessageError('messages', `expected an array, not ${typeName(messages)}`)
  if (messages.length === 0) throw new UnsupportedMessageError('messages', 'expected one message at least, not none')
  for (const [index, message] of messages.entries()) {
    const path = `messages[${index}]`
    if (typeName(message) !== 'an object')
      throw new UnsupportedMessageError(path, `expected role and content, not ${typeName(message)}`)
    requireText(`${path}.role`, message.role)
    requireText(`${path}.content`, message.content, ': parts such as images cannot be counted here')
    const { role, content, name, ...rest } = message
    if (name !== undefined && name !== null) requireText(`${path}.name`, name)
    for (const [field, value] of Object.entries(rest)) {
      if (value === undefined || value === null) continue
      throw new UnsupportedMessageError(`${path}.${field}`, 'only role, content and name can be counted, no tool calls')
    }
  }
}

function requireText(path: string, value: unknown, hint = ''): void {
  if (typeof value === 'string') return
  throw new UnsupportedMessageError(path, `expected a string, not ${typeName(value)}${hint}`)
}
