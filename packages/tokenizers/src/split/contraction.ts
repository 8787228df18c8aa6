const APOSTROPHE = 0x27
const TO_LOWER = 0x20
const LONG_S = 0x17f
const [D, E, L, M, R, S, T, V] = [0x64, 0x65, 0x6c, 0x6d, 0x72, 0x73, 0x74, 0x76]

/**
 * Length of the contraction at `at`: `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` in lower case, in any case with
 * `toLower` 0x20; 0 if there is none.
 */
function length(units: Uint16Array, at: number, toLower: number): number {
  const first = (units[at + 1] as number) | toLower
  if (first === S || first === T || first === M || first === D) return 2
  const second = (units[at + 2] as number) | toLower
  if (second === E && (first === R || first === V)) return 3
  return second === L && first === L ? 3 : 0
}

/** Length of a contraction in lower case at `at`, or 0. */
export const contraction = (units: Uint16Array, at: number): number =>
  units[at] === APOSTROPHE ? length(units, at, 0) : 0

/** Length of a contraction in any case at `at`, or 0. The pattern folds case as Unicode does: `ſ` (U+017F) is an `s`. */
export function anyCaseContraction(units: Uint16Array, at: number): number {
  if (units[at] !== APOSTROPHE) return 0
  return units[at + 1] === LONG_S ? 2 : length(units, at, TO_LOWER)
}
