import { readdirSync, readFileSync } from 'node:fs'

/** An `@example` of a docstring, without the stars, and where it stands. */
export interface DocExample {
  readonly place: string
  readonly lines: readonly string[]
}

/** The examples in the sources under a folder. */
export function docExamples(root: URL): readonly DocExample[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file))
  return files.flatMap((file) =>
    [...readFileSync(new URL(file, root), 'utf8').matchAll(/@example\n([\s\S]*?)\n\s*\*\//g)].map(
      ([, block = ''], at) => ({
        place: `${file} #${at + 1}`,
        lines: block
          .split('\n')
          .map((line) => line.replace(/^\s*\* ?/, ''))
          .filter((line) => !line.startsWith('```')),
      }),
    ),
  )
}

/** What a line of an example gives, and what the comment behind it says it gives. */
export type Shown = readonly [given: unknown, said: unknown]

/**
 * Runs an example with the names in `scope`. A comment that is a JS value says what its line gives; words are for the
 * reader alone. An example that no longer compiles or throws fails.
 */
export async function runExample({ lines }: DocExample, scope: object): Promise<readonly Shown[]> {
  const text = lines.join('\n').replace(/\n\/\/ /g, ' // ')
  const shown: Shown[] = []
  const names = [...Object.keys(scope), 'show']
  const show = (given: unknown, said: () => unknown) => {
    try {
      shown.push([given, said()])
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error
    }
  }
  const code = text.split('\n').map(checked).join('\n')
  await new Function(...names, `return (async () => { ${code}\n})()`)(...Object.values(scope), show)
  return shown
}

function checked(line: string): string {
  const [code = '', comment = ''] = line.split(/ \/\/ (?=[^']*(?:'[^']*'[^']*)*$)/)
  const isStatement = /^\s|^(?:const|if|try|import|for)\b|^\}/.test(code)
  return isStatement || !isExpression(comment) ? line : `show(${code}, () => (${comment}))`
}

function isExpression(text: string): boolean {
  try {
    new Function(`return (${text})`)
    return text !== ''
  } catch {
    return false
  }
}
