/**
 * The least that a batch of lines of JSON can take: each line is parsed, and an object that is there already is written
 * for it, no faster than they are read. `node lines.mjs {"answers": PATH}` names a file with a line for each line.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { announce } from './announce.mjs'

const { answers: path } = JSON.parse(process.argv[2])
const answers = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

const server = createServer(async (request, response) => {
  response.setHeader('content-type', 'application/x-ndjson; charset=utf-8')
  let at = 0
  for await (const text of wholeLines(request.setEncoding('utf8'))) {
    let out = ''
    for (const line of text.split('\n')) if (JSON.parse(line)) out += `${JSON.stringify(answers[at++])}\n`
    if (!response.write(out)) await once(response, 'drain')
  }
  // The last line counts the others.
  response.end(`${JSON.stringify(answers[at])}\n`)
}).listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${server.address().port}`))

async function* wholeLines(parts) {
  let held = ''
  for await (const part of parts) {
    const text = held + part
    const end = text.lastIndexOf('\n')
    held = text.slice(end + 1)
    if (end > 0) yield text.slice(0, end)
  }
  if (held !== '') yield held
}
