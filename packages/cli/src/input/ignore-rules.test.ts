import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type IgnoreRules, NO_RULES } from './ignore-rules.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ratecard-ignore-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const names = ['a', 'b', 'a.log', 'B.log', '[x]', 'a b', '#c', '!d', '.e', '你好']
const patterns = [
  ...['*', '**', 'a', 'b/', '/a', '/b/', 'a/b', '*.log', '[ab].log', 'a/**', '**/b', 'a/**/b', '/*', '/*/', '*/'],
  ...[
    '\\[x\\]',
    '[[]x]',
    'a\\ b',
    'a b  ',
    '\\#c',
    '\\!d',
    '# comment',
    '.e',
    '.*',
    '?',
    '?.log',
    '[!a]*',
    '你好',
    ' ',
  ],
  ...['a/', 'b/*', '/', '/a/b', 'a b/', 'a.log\r'],
]

/** Numbers below `limit` that look random and are the same in every run. */
function* numbers(seed: number) {
  for (let state = seed; ; state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) yield state / 2 ** 32
}

/** Writes a tree of files, three levels deep, with ignore files in some directories. */
function writeTree(top: string, seed: number): void {
  const random = numbers(seed)
  const next = (limit: number) => Math.floor((random.next().value as number) * limit)
  const write = (directory: string, depth: number) => {
    mkdirSync(directory, { recursive: true })
    if (next(3) < 2) {
      const lines = Array.from(
        { length: 1 + next(4) },
        () => `${next(3) === 0 ? '!' : ''}${patterns[next(patterns.length)]}`,
      )
      writeFileSync(join(directory, '.gitignore'), lines.join('\n'))
    }
    for (const name of names)
      if (depth < 2 && next(3) === 0) write(join(directory, name), depth + 1)
      else if (next(2) === 0) writeFileSync(join(directory, name), '')
  }
  write(top, 0)
}

async function found(top: string, directory = '', before: IgnoreRules = NO_RULES): Promise<readonly string[]> {
  const entries = readdirSync(join(top, directory), { withFileTypes: true }).filter(({ name }) => name !== '.git')
  const own = entries.some(({ name }) => name === '.gitignore')
  const text = own ? readFileSync(join(top, directory, '.gitignore'), 'utf8') : ''
  const rules = await before.with(directory, text)
  const kept = entries.map((entry) => `${directory}${entry.name}${entry.isDirectory() ? '/' : ''}`)
  const paths = kept.filter((path) => !rules.ignores(path))
  const below = await Promise.all(paths.map(async (path) => (path.endsWith('/') ? found(top, path, rules) : [path])))
  return below.flat()
}

const listedByGit = (top: string): readonly string[] => {
  execFileSync('git', ['init', '-q', top])
  const env = { PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, GIT_CONFIG_NOSYSTEM: '1' }
  const listed = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '-z'], { cwd: top, env })
  return listed.toString().split('\0').filter(Boolean).sort()
}

it('leaves out what git leaves out', async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const top = join(folder, `top-${seed}`)
    writeTree(top, seed)
    expect({ seed, files: [...(await found(top))].sort() }).toEqual({ seed, files: listedByGit(top) })
  }
})

it('leaves out what git leaves out below a directory', async () => {
  const top = join(folder, 'many')
  for (let seed = 1; seed <= 40; seed++) writeTree(join(top, `[${seed}] *`), seed)
  expect([...(await found(top))].sort()).toEqual(listedByGit(top))
})

it('ignores nothing by a rule of slashes alone', async () => {
  const rules = await NO_RULES.with('a/', '/\n!/\n//')
  expect(['a/b/', 'a/b/c', 'a/c'].filter(rules.ignores)).toEqual([])
})

it('takes rules of an inner directory before those of an outer one', async () => {
  const outer = await NO_RULES.with('', '*.log\nbuild/\n')
  const rules = await outer.with('a/', '!keep.log\n/only-here\n')
  const ignored = ['x.log', 'keep.log', 'a/x.log', 'build/', 'a/build/', 'a/only-here'].filter(rules.ignores)
  expect(ignored).toEqual(['x.log', 'keep.log', 'a/x.log', 'build/', 'a/build/', 'a/only-here'])
  expect(['a/keep.log', 'build', 'only-here', 'a/b/only-here'].filter(rules.ignores)).toEqual([])
})
