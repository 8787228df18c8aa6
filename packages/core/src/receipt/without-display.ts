import type { Receipt } from './receipt.ts'

/** The receipt in its own currencies alone: what is shown beside them says nothing of other totals. */
export function withoutDisplay({ display: _display, ...native }: Receipt): Receipt {
  return native
}
