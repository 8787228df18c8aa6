import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Issue } from '@ratecard/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { processIo } from '../io.ts'
import type { Walk } from './folder.ts'
import { matchFiles } from './match-files.ts'
import { walkFolder } from './walk-folder.ts'

/** Real directories: what stands in them can be made nowhere else. */
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ratecard-walk-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (path: string): string => join(folder, path)

function write(path: string, content: string): void {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), content)
}

async function found(find: typeof walkFolder, path: string) {
  const issues: Issue[] = []
  const walk: Walk = { io: processIo(process), isIgnoring: true, report: (issue) => issues.push(issue) }
  const files = await find(at(path), walk)
  return {
    paths: files.map((file) => relative(at(path), file.path)),
    issues: issues.map((issue) => `${issue.code} ${relative(folder, issue.path)}`),
  }
}

it('takes no rules from a pipe or a device, where it would wait or read for ever', async () => {
  write('pipe/a.txt', 'x')
  write('pipe/sub/b.txt', 'x')
  mkdirSync(at('pipe/.git/info'), { recursive: true })
  execFileSync('mkfifo', [at('pipe/.gitignore')])
  symlinkSync('/dev/zero', at('pipe/.git/info/exclude'))
  expect(await found(walkFolder, 'pipe')).toEqual({
    paths: ['a.txt', 'sub/b.txt'],
    issues: ['special-file pipe/.gitignore'],
  })
  expect((await found(walkFolder, 'pipe/sub')).paths).toEqual(['b.txt'])
})

it('does not follow a linked .gitignore, wherever the walk begins, and follows the link of a repository', async () => {
  write('linked/rules', '*.log\n')
  write('linked/excluded', '*.tmp\n')
  write('linked/sub/a.log', 'x')
  write('linked/sub/b.tmp', 'x')
  mkdirSync(at('linked/.git/info'), { recursive: true })
  symlinkSync('rules', at('linked/.gitignore'))
  symlinkSync('../../excluded', at('linked/.git/info/exclude'))
  expect((await found(walkFolder, 'linked')).paths).toEqual(['excluded', 'rules', 'sub/a.log'])
  expect((await found(walkFolder, 'linked/sub')).paths).toEqual(['a.log'])
})

it('refuses rules that are longer than anyone writes, and counts the rest', async () => {
  write('large/.gitignore', '*.txt\n')
  write('large/a.txt', 'x')
  truncateSync(at('large/.gitignore'), 10_000_001)
  expect(await found(walkFolder, 'large')).toEqual({
    paths: ['.gitignore', 'a.txt'],
    issues: ['rules-too-large large/.gitignore'],
  })
})

// Elsewhere no name can be anything but UTF-8.
it.runIf(process.platform === 'linux')('names what has a name that is not UTF-8', async () => {
  write('names/a.txt', 'x')
  writeFileSync(Buffer.concat([Buffer.from(at('names/')), Buffer.of(0x62, 0xff)]), 'x')
  mkdirSync(Buffer.concat([Buffer.from(at('names/')), Buffer.of(0x63, 0xff)]))
  expect(await found(walkFolder, 'names')).toEqual({
    paths: ['a.txt'],
    issues: ['invalid-name names/b\uFFFD', 'invalid-name names/c\uFFFD'],
  })
})

const matchIn: typeof walkFolder = (path, walk) => matchFiles(`${path}/*o*`, walk)

it('reports of what a pattern matches what cannot be counted, and nothing else', async () => {
  for (const path of ['special/one.txt', 'special/two.txt', 'special/three.md']) write(path, 'x')
  execFileSync('mkfifo', [at('special/fifo'), at('special/pipe')])
  symlinkSync('one.txt', at('special/other'))
  expect(await found(matchIn, 'special')).toEqual({
    paths: ['one.txt', 'two.txt'],
    issues: ['special-file special/fifo'],
  })
})

it('matches as many files as there are', async () => {
  const entries = Array.from({ length: 150_000 }, (_, name) => ({ name: String(name), kind: 'file' as const, size: 1 }))
  const io = { ...processIo(process), list: async () => entries }
  expect(await matchFiles('*', { io, isIgnoring: false, report: () => {} })).toHaveLength(entries.length)
})
