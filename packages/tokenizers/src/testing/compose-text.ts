import { composingChanges } from '../unicode/composing-changes.ts'

/** A text with all its changes, for tests. */
export function composeText(text: string): string {
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  let form = ''
  let at = 0
  composingChanges(units, 0, units.length, (from, to, change) => {
    form += text.slice(at, from) + change
    at = to
  })
  return form + text.slice(at)
}
