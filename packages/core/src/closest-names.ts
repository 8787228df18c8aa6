const MAX_CANDIDATES = 5

/**
 * A few of many names: those most like one that is unknown, by the pairs of letters that they share.
 *
 * @example
 * closestNames('qwne-plus', ['gpt-4o', 'qwen-max', 'qwen-plus'])[0] // 'qwen-plus'
 */
export function closestNames(name: string, names: Iterable<string>): readonly string[] {
  const asked = pairsOf(name)
  const wanted = new Set(asked)
  const likeness = (candidate: string) => {
    const own = pairsOf(candidate)
    return own.reduce((alike, pair) => alike + (wanted.has(pair) ? 2 : 0), 0) / (own.length + asked.length)
  }
  return [...new Set(names)]
    .map((candidate) => ({ candidate, score: likeness(candidate) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_CANDIDATES)
    .map(({ candidate }) => candidate)
}

/** Of long names the beginning is enough. */
const MAX_LENGTH = 80

/** Each letter with the next one, and the first and the last by themselves; as numbers, which are quick to look up. */
function pairsOf(name: string): readonly number[] {
  const text = ` ${name.slice(0, MAX_LENGTH)} `
  const pairs: number[] = []
  for (let at = 1; at < text.length; at++) pairs.push(text.charCodeAt(at - 1) * 0x10000 + text.charCodeAt(at))
  return pairs
}
