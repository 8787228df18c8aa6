import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** How often each kind of request was made. */
export type Asked = Readonly<Record<string, number>>

/**
 * Asks a server for everything at once, in the ways that clients do, until it is told to stop: for prices, counts and
 * lists, with mistakes, and by leaving in the middle. No two requests are quite alike.
 *
 * @throws As rejections: an Error for an answer of another status than the request should have.
 */
export async function mixedLoad(
  url: string,
  { clients, stop }: { clients: number; stop: AbortSignal },
): Promise<Asked> {
  const asked: Record<string, number> = {}
  let serial = 0
  const client = async (): Promise<void> => {
    while (!stop.aborted)
      for (const [kind, ask] of Object.entries(KINDS)) {
        await ask(url, serial++)
        asked[kind] = (asked[kind] ?? 0) + 1
      }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return asked
}

/** Asks for every price that the load asks for, and for as many models that there are not as a price book remembers. */
export async function fillCaches(url: string): Promise<void> {
  const known = lines(0, MODELS.length * MONTHS)
  const madeUp = Array.from({ length: 2100 }, (_, at) => `${JSON.stringify({ ...call(at), model: `not-yet-${at}` })}\n`)
  await postLines(url, known + madeUp.join(''))
}

type Ask = (url: string, serial: number) => Promise<void>

const KINDS: Readonly<Record<string, Ask>> = {
  price: (url, serial) => post(`${url}/v1/price`, call(serial)),
  'price of a response': (url, serial) => post(`${url}/v1/price`, { scope: 'cn', response: response(serial) }),
  batch: (url, serial) => postLines(url, lines(serial, 200)),
  estimate: (url, serial) =>
    post(`${url}/v1/estimate`, { model: 'qwen-max', scope: 'cn', text: text(serial, 1000), outputTokens: '100' }),
  count: (url, serial) => post(`${url}/v1/count`, { tokenizer: 'qwen', text: text(serial, 10_000) }),
  compare: (url) =>
    post(`${url}/v1/compare`, { models: ['qwen-max', 'qwen-plus'], scope: 'cn', usage: { input_tokens: '1000' } }),
  models: (url, serial) => get(`${url}/v1/models?provider=atomgit-ai&offset=${serial % 5}`, 200),
  tariffs: (url) => get(`${url}/v1/tariffs`, 200),
  'unknown model': (url, serial) => post(`${url}/v1/price`, { ...call(serial), model: `made-up-${serial}` }, 404),
  'unknown path': (url, serial) => get(`${url}/v1/nothing/${serial}`, 404),
  'broken JSON': (url, serial) => post(`${url}/v1/price`, `{"model":"${serial}`, 400),
  'answer that is left': leaveAnswer,
  'body that stops': leaveBody,
  'batch that stops': leaveBatch,
}

const MODELS = ['qwen-max', 'qwen-plus', 'qwen-flash', 'qwen-turbo', 'qwen3-max', 'deepseek-v3', 'deepseek-r1']
const MONTHS = 24

/** A call of one of the models in one of the last months. */
function call(serial: number): object {
  const at = new Date(Date.UTC(2024, 11 + (serial % MONTHS), 1 + (serial % 28))).toISOString()
  const usage = { input_tokens: String(1 + ((serial * 7919) % 30_000)), output_tokens: String((serial * 31) % 2000) }
  return { model: MODELS[serial % MODELS.length], scope: 'cn', at, usage }
}

const response = (serial: number): object => ({
  id: `chatcmpl-${serial}`,
  model: 'qwen-plus',
  created: 1_763_697_600 + serial,
  choices: [{ message: { role: 'assistant', content: text(serial, 1000) } }],
  usage: { prompt_tokens: 1000 + (serial % 1000), completion_tokens: 500 },
})

const lines = (serial: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `${JSON.stringify(call(serial + at))}\n`).join('')

/** Words that were not there before. */
function text(serial: number, length: number): string {
  const words: string[] = []
  for (let at = 0; at * 8 < length; at++) words.push(((serial * 4099 + at * 7919) % 78_364_164_096).toString(36))
  return words.join(' 计量 ').slice(0, length)
}

async function checked(response: Response, status: number): Promise<void> {
  const body = await response.text()
  if (response.status !== status) throw new Error(`${response.url} answered ${response.status}: ${body.slice(0, 500)}`)
}

const get = async (url: string, status: number): Promise<void> => checked(await fetch(url), status)

async function post(url: string, body: object | string, status = 200): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const json = typeof body === 'string' ? body : JSON.stringify(body)
  await checked(await fetch(url, { method: 'POST', headers, body: json }), status)
}

const batchOf = (body: string) => ({ method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body })

const postLines = async (url: string, body: string): Promise<void> =>
  checked(await fetch(`${url}/v1/price/batch`, batchOf(body)), 200)

/** Goes away after the first of many lines. */
async function leaveAnswer(url: string, serial: number): Promise<void> {
  const { signal, abort } = aborting()
  const { body } = await fetch(`${url}/v1/price/batch`, { ...batchOf(lines(serial, 1000)), signal })
  await body?.getReader().read()
  abort()
}

function aborting() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

async function leaveBody(url: string): Promise<void> {
  const socket = connected(url)
  socket.write(headOf('/v1/price', 'application/json', 1000))
  socket.write('{"model":"qwen-max",')
  await sleep(5)
  socket.destroy()
}

/** Sends some lines of many that it promised, and goes away when the first are answered. */
async function leaveBatch(url: string, serial: number): Promise<void> {
  const socket = connected(url)
  socket.write(headOf('/v1/price/batch', 'application/x-ndjson', 1_000_000))
  socket.write(lines(serial, 20))
  await once(socket, 'data')
  socket.destroy()
}

const connected = (url: string) => connect(Number(new URL(url).port), '127.0.0.1')

const headOf = (path: string, type: string, length: number): string =>
  `POST ${path} HTTP/1.1\r\nhost: soak\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`
