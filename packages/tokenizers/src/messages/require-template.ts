import type { MessageTemplate } from './message-template.ts'
import { messageTemplates } from './message-templates.ts'

/** Refuses what is no template of one of these kinds: a name, say, or a rule where ids are asked for. */
export function requireTemplate(template: MessageTemplate, kinds: readonly MessageTemplate['kind'][]): void {
  if (kinds.includes(template?.kind)) return
  const known = Object.entries(messageTemplates).filter(([, { kind }]) => kinds.includes(kind))
  const names = known.map(([name]) => name).join(', ')
  throw new TypeError(`Expected a template, such as one of messageTemplates (${names}), not ${shown(template)}.`)
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : `${(value as MessageTemplate | null)?.kind ?? value}`
