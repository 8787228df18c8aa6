import type { Ignore } from 'ignore'

/**
 * What git leaves out of a directory tree. Paths are relative to the top of the tree, with `/` between their parts; that
 * of a directory ends in one.
 */
export interface IgnoreRules {
  readonly ignores: (path: string) => boolean
  /** The rules together with those of a `.gitignore` in a directory (`''` is the top), which go before them. */
  readonly with: (directory: string, text: string) => Promise<IgnoreRules>
}

export const NO_RULES: IgnoreRules = {
  ignores: () => false,
  with: (directory, text) => rulesAfter(undefined, directory, text),
}

async function rulesAfter(earlier: Ignore | undefined, directory: string, text: string): Promise<IgnoreRules> {
  const { default: ignore } = await import('ignore')
  const rules = ignore({ ignoreCase: false })
  if (earlier) rules.add(earlier)
  rules.add(linesOf(text).map((line) => placeIn(directory, line)))
  return {
    ignores: (path) => rules.ignores(path),
    with: (inner, more) => rulesAfter(rules, inner, more),
  }
}

const linesOf = (text: string): readonly string[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))

// A rule of a directory as one of the whole tree: of `a/b/`, `/c` is `/a/b/c`, and `*.log` is `/a/b/**/*.log`.
function placeIn(directory: string, line: string): string {
  if (directory === '') return line
  const isNegated = line.startsWith('!')
  const pattern = (isNegated ? line.slice(1) : line).replace(/^\\(?=[!#])/, '').replace(/(?<!\\) +$/, '')
  if (/^\/*$/.test(pattern)) return ''
  const isAnchored = pattern.slice(0, -1).includes('/')
  return [
    isNegated ? '!' : '',
    '/',
    escapePattern(directory),
    isAnchored ? '' : '**/',
    pattern.replace(/^\//, ''),
  ].join('')
}

const escapePattern = (path: string): string => path.replace(/[\\*?[\]!# ]/g, '\\$&')
