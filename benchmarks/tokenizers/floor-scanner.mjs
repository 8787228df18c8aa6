const letter = 1
const upper = 2
const digit = 3
const space = 4
const line = 5

/** The class of every UTF-16 code unit, as coarse as a scanner of words can have it. */
export function classTable() {
  const table = new Uint8Array(65_536)
  for (let unit = 0; unit < table.length; unit++) table[unit] = classOf(String.fromCharCode(unit))
  return table
}

function classOf(character) {
  if (/\p{Lu}/u.test(character)) return upper
  if (/[\p{L}\p{M}]/u.test(character)) return letter
  if (/\p{N}/u.test(character)) return digit
  if (/[\r\n]/.test(character)) return line
  return /\s/.test(character) ? space : 0
}

/**
 * Cuts a text into runs of one class, a space going with what follows and a capital with its letters. It is not a
 * tokenizer's pattern but the least a scanner of one does: look up the class of each unit and branch on its change.
 */
export function scanPieces(units, table) {
  let pieces = 0
  let before = -1
  for (let index = 0; index < units.length; index++) {
    const current = table[units[index]]
    if (current === before) continue
    if (before !== space && !(before === upper && current === letter)) pieces++
    before = current
  }
  return pieces
}

/** The look-up without the branches: the sum of all classes. */
export function lookUpClasses(units, table) {
  let sum = 0
  for (let index = 0; index < units.length; index++) sum += table[units[index]]
  return sum
}
