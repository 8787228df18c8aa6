import { expect, it } from 'vitest'
import { ask } from '../testing/ask.ts'

const call = { model: 'qwen-max', currency: 'USD', at: '2024-12-16T12:00:00+08:00' }

it('counts the text exactly and prices what comes out', async () => {
  const { json } = await ask('POST', '/v1/estimate', { ...call, text: 'Nice to meet you.', outputTokens: 10 })
  expect(json.lines).toMatchObject([
    { meter: 'input_tokens', quantity: '5', basis: 'counted', amount: '0.00005' },
    { meter: 'output_tokens', quantity: '10', basis: 'estimated' },
  ])
})

it('gives a range where only a rule of thumb is published', async () => {
  const body = { model: 'text-generation', text: '你好，世界', provider: 'atomgit-ai' }
  const { json } = await ask('POST', '/v1/estimate', body)
  expect(json.lines[0]).toMatchObject({ basis: 'estimated', quantityRange: { low: expect.any(String) } })
})

it('takes images, audio, turns and files as the command line does', async () => {
  const image = await ask('POST', '/v1/estimate', { model: 'image-to-text', image: ['512x512'] })
  expect(image.json.warnings).toContainEqual(expect.objectContaining({ code: 'image-counted' }))
  const omni = { model: 'qwen3-omni-flash', scope: 'cn', at: '2026-06-01T00:00:00+08:00' }
  const heard = await ask('POST', '/v1/estimate', { ...omni, image: ['512x512'], audio: ['1m', '10s'] })
  expect(heard.json.lines).toMatchObject([
    { meter: 'input_image_tokens', quantity: '258' },
    { meter: 'input_audio_tokens', quantity: '875' },
  ])
  const turns = await ask('POST', '/v1/estimate', { ...call, text: 'Hi', outputTokens: '5', turns: '2' })
  expect(turns.json.warnings).toContainEqual(expect.objectContaining({ code: 'history-billed' }))
  const file = await ask('POST', '/v1/estimate', { model: 'speech-recognition', requests: 2, fileSize: '20MB' })
  expect(file.json.totals).toMatchObject([{ amount: '100000', currency: 'ATOMGIT-TOKEN' }])
})

it.each([
  [{ ...call, text: '' }, 'empty-text', '/text'],
  [{ ...call, text: 'x', outputTokens: -1 }, 'shape-invalid-value', '/outputTokens'],
  [{ ...call, text: 'x', turns: '0' }, 'shape-invalid-value', '/turns'],
  [{ ...call, text: 'x', turns: 10, requests: 10_000 }, 'too-many-requests', '/turns'],
  [{ ...call, image: ['512'] }, 'invalid-image-size', '/image/0'],
  [{ ...call, audio: ['1m', '90'] }, 'invalid-duration', '/audio/1'],
  [{ ...call, audio: ['1m'] }, 'no-audio-rule', '/audio'],
  [{ model: 'speech-recognition', fileSize: '20 mb' }, 'invalid-byte-size', '/fileSize'],
  [{ model: 'text-to-image', text: 'x' }, 'no-text-rule', '/text'],
  [{ model: 'nothing', text: 'x' }, 'unknown-model', '/model'],
])('refuses %j', async (body, code, path) => {
  const { status, json } = await ask('POST', '/v1/estimate', body)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(json.issues).toContainEqual(expect.objectContaining({ code, path }))
})

it('says of a number what it is to be', async () => {
  const { json } = await ask('POST', '/v1/estimate', { ...call, text: 'x', turns: 0 })
  expect(json.detail).toContain('a whole number of 1 or more')
})
