/**
 * What is below every server of HTTP in this language: `node floor.mjs {"kind": "socket" | "http", "answer": TEXT}`.
 *
 * `socket` reads no HTTP at all and sends what HTTP would; `http` is that of Node alone. A body of lines is sent back.
 */
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { announce } from './announce.mjs'

const { kind, answer } = JSON.parse(process.argv[2])
const server = { socket: bareSocket, http: bareHttp }[kind]()
server.listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${server.address().port}`))

/** A request is small and comes alone: each part that is read is one. */
function bareSocket() {
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(answer)}\r\n\r\n`
  const whole = Buffer.from(head + answer)
  return createServer({ noDelay: true }, (socket) => {
    socket.on('data', () => socket.write(whole)).on('error', () => socket.destroy())
  })
}

function bareHttp() {
  return createHttpServer(async (request, response) => {
    if (request.headers['content-type'] === 'application/x-ndjson') return pipeline(request, response)
    for await (const _ of request);
    response.setHeader('content-type', 'application/json')
    response.end(answer)
  })
}
