/**
 * Sends a file of lines in one request and reads the answer as it comes: `node post-lines.mjs` reads `{url, file, into}`.
 * `into`, where given, is a file for the answer. Prints seconds to the first and the last byte, bytes and lines.
 */
import { once } from 'node:events'
import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { pipeline } from 'node:stream/promises'

const LINE_FEED = 10
const { url, file, into } = JSON.parse(readFileSync(0, 'utf8'))
const size = statSync(file).size
const headers = { 'content-type': 'application/x-ndjson', 'content-length': size }
const start = performance.now()
const since = () => (performance.now() - start) / 1000
const request = httpRequest(url, { method: 'POST', headers })
const sent = pipeline(createReadStream(file), request)
const [response] = await once(request, 'response')
if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`)
const saved = into && createWriteStream(into)
let [first, bytes, lines] = [0, 0, 0]
for await (const part of response) {
  first ||= since()
  bytes += part.length
  for (let end = part.indexOf(LINE_FEED); end >= 0; end = part.indexOf(LINE_FEED, end + 1)) lines++
  if (saved && !saved.write(part)) await once(saved, 'drain')
}
const seconds = since()
await sent
saved?.end()
console.log(JSON.stringify({ seconds, first, sent: size, received: bytes, lines }))
