import type { LineItem } from '../rating/line-item.ts'
import { type Language, messageTemplate } from './catalog.ts'
import { renderMessage } from './render-message.ts'

/**
 * Status and reason of a line in the few words that a table cell has room for.
 *
 * @example
 * statusReason({ status: 'free', reason: 'allowance' }, 'en') // 'free: free quota'
 */
export function statusReason({ status, reason }: Pick<LineItem, 'status' | 'reason'>, locale: Language): string {
  const words = (code: string, name: string) => messageTemplate(`${code}.${name}`, locale) ?? name
  return renderMessage('status-reason', { status: words('status', status), reason: words('reason', reason) }, locale)
}
