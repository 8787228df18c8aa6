type Fails = (characters: readonly string[]) => Promise<boolean>

/** How often a text is tried again at most: a long one can be slow to count. */
const attempts = 3_000

const plainCharacters = ['a', ' ', '1', '.', '\u4e2d']

/** A text as short and plain as can be found that still fails. */
export async function shrink(text: string, fails: (text: string) => Promise<boolean>): Promise<string> {
  let left = attempts
  const failsStill: Fails = async (characters) => left-- > 0 && (await fails(characters.join('')))
  const short = await leaveOut(Array.from(text), failsStill)
  return (await makePlainer(short, failsStill)).join('')
}

/** Leaves out halves, then quarters, and so on down to single characters. */
async function leaveOut(characters: readonly string[], fails: Fails): Promise<readonly string[]> {
  let left = characters
  for (let size = Math.ceil(left.length / 2); size > 0; ) {
    const before = left.length
    for (let start = 0; start < left.length; ) {
      const shorter = [...left.slice(0, start), ...left.slice(start + size)]
      if (await fails(shorter)) left = shorter
      else start += size
    }
    if (size > 1) size = Math.ceil(size / 2)
    else if (left.length === before) size = 0
  }
  return left
}

async function makePlainer(characters: readonly string[], fails: Fails): Promise<readonly string[]> {
  const plainer = [...characters]
  for (const [index, character] of characters.entries()) {
    for (const plain of plainCharacters) {
      plainer[index] = plain
      if (plain === character || (await fails(plainer))) break
      plainer[index] = character
    }
  }
  return plainer
}
