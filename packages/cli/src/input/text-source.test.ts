import { expect, it } from 'vitest'
import { InputError, reading, textSource } from './text-source.ts'

const failing = (error: unknown) =>
  textSource({ name: 'a.txt', isFound: false }, () => ({
    [Symbol.iterator]: () => ({
      next: () => {
        throw error
      },
    }),
  }))

const readAll = (error: unknown) =>
  reading('a.txt', async () => {
    for await (const _chunk of failing(error).read()) throw new Error('Nothing was to be read.')
  })

it.each([
  ['EACCES', 'unreadable-file', { reason: 'EACCES' }],
  ['ENOENT', 'file-not-found', {}],
  ['EISDIR', 'is-directory', {}],
])('makes %s of the system a value', async (code, issue, params) => {
  const result = await readAll(Object.assign(new Error(code), { code }))
  expect(result).toEqual({ ok: false, issues: [{ code: issue, path: 'a.txt', params }] })
})

it('makes what is wrong with a text a value', async () => {
  const tooLong = Object.assign(new Error('too long'), { code: 'piece-too-long', length: 9, limit: 8 })
  const issues = [{ code: 'piece-too-long', path: 'b.txt', params: { length: '9', limit: '8' } }]
  expect(await reading('b.txt', () => Promise.reject(tooLong))).toEqual({ ok: false, issues })
  const { issue } = new InputError('binary-file', 'b.txt')
  expect(await reading('', () => Promise.reject(new InputError('binary-file', 'b.txt')))).toEqual({
    ok: false,
    issues: [issue],
  })
})

it('leaves an error of ours an error', async () => {
  await expect(readAll(new TypeError('broken'))).rejects.toThrow('broken')
})
