import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { replaceFiles } from './replace-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'ratecard-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('writes files, makes their directories, and leaves nothing else behind', () => {
  const [one, two] = [join(folder, 'a/b/one.json'), join(folder, 'a/two.json')]
  expect(
    replaceFiles(
      new Map([
        [one, '1'],
        [two, '2 你好'],
      ]),
    ),
  ).toBeUndefined()
  expect(replaceFiles(new Map([[one, '3']]))).toBeUndefined()
  expect([readFileSync(one, 'utf8'), readFileSync(two, 'utf8')]).toEqual(['3', '2 你好'])
  expect(readdirSync(join(folder, 'a'))).toEqual(['b', 'two.json'])
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['one.json'])
})

it('changes nothing where one of them cannot be written', () => {
  const good = join(folder, 'c/good.json')
  mkdirSync(join(folder, 'c'))
  writeFileSync(good, 'old')
  writeFileSync(join(folder, 'file'), '')
  expect(
    replaceFiles(
      new Map([
        [good, 'new'],
        [join(folder, 'd/e/new.json'), 'x'],
        [join(folder, 'd/f/new.json'), 'x'],
        [join(folder, 'file/bad.json'), 'x'],
      ]),
    ),
  ).toEqual({ error: expect.stringMatching(/^E/) })
  expect(readFileSync(good, 'utf8')).toBe('old')
  expect(readdirSync(join(folder, 'c'))).toEqual(['good.json'])
  expect(readdirSync(folder)).not.toContain('d')
  chmodSync(join(folder, 'c'), 0o755)
})
