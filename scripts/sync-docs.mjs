import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, demoSteps } from './demo-steps.mjs'
import { root } from './pnpm.mjs'

/**
 * Fills the blocks of the documents: `<!-- file: PATH -->` with that file, `<!-- run: demo -->` with what the demo
 * prints, `<!-- run: ratecard ARGUMENTS -->` with that command and what it prints, and `<!-- run: curl ARGUMENTS -->` with
 * what `ratecard serve` answers; what a Chinese document runs speaks Chinese. With `--check` it only compares, and
 * fails when a document shows something else. Documents may be named; otherwise it takes all.
 */
const named = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const CHINESE = 'apps/docs/i18n/zh-CN/docusaurus-plugin-content-docs/current'
const everyDocument = () => [
  'README.md',
  ...['docs', CHINESE].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : [])),
  ),
]
const documents = named.length > 0 ? named : everyDocument()
const block = /(<!-- (file|run): (.+?) -->\n)```(\w*)\n(?:.*\n)*?```\n/g
const COMMAND = 'ratecard '
const ENGLISH = 'en_US.UTF-8'
/** A command of a document may show a price that is missing. */
const MISSING_PRICE = 4

const CURL = 'curl '
/** Documents show the port that a server has where none is chosen. */
const SHOWN_URL = 'http://127.0.0.1:8080'
const hasCurl = spawnSync('curl', ['--version']).status === 0
const asksServer = documents.some((path) => readFileSync(join(root, path), 'utf8').includes(`<!-- run: ${CURL}`))
const server = hasCurl && asksServer ? await startServer() : undefined

const stale = documents.filter((path) => {
  const text = readFileSync(join(root, path), 'utf8')
  const fresh = text.replace(block, (all, marker, kind, name, language) => {
    if (name.startsWith(CURL) && server === undefined) return all
    const body = kind === 'file' ? readFileSync(join(root, name), 'utf8') : outputOfRun(name, path)
    return `${marker}\`\`\`${language}\n${body.trimEnd()}\n\`\`\`\n`
  })
  if (fresh !== text && !process.argv.includes('--check')) writeFileSync(join(root, path), fresh)
  return fresh !== text
})

server?.child.kill()

if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.join(', ')}. Run \`node scripts/sync-docs.mjs\` and commit.\n`)
  process.exitCode = 1
}

async function startServer() {
  const child = spawn(process.execPath, [join('packages', 'cli', 'bin.js'), 'serve', '--port', '0'], { cwd: root })
  const [url] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { child, url: url.trim() }
}

function answerOf(command) {
  const { stdout, status } = spawnSync('sh', ['-c', command.replace(SHOWN_URL, server.url)])
  if (status !== 0) throw new Error(`${command} ended with ${status}`)
  return `$ ${command}\n${stdout}`
}

function outputOfRun(name, path) {
  if (name === 'demo') return demoOutput()
  if (name.startsWith(CURL)) return answerOf(name)
  if (!name.startsWith(COMMAND)) throw new Error(`Not a command of ratecard: ${name}`)
  const args = name.slice(COMMAND.length).split(' ')
  return `${commandLine(args)}\n${outputOf(args, path.startsWith(CHINESE) ? 'zh_CN.UTF-8' : ENGLISH, MISSING_PRICE)}`
}

function demoOutput() {
  return demoSteps.map(({ title, args }) => `# ${title}\n${commandLine(args)}\n${outputOf(args, ENGLISH)}`).join('\n')
}

function outputOf(args, language, ...expected) {
  const env = { PATH: process.env.PATH, LANG: language, NO_COLOR: '1' }
  const { stdout, status } = spawnSync(process.execPath, [join('packages', 'cli', 'bin.js'), ...args], {
    cwd: root,
    env,
  })
  if (![0, ...expected].includes(status)) throw new Error(`${commandLine(args)} ended with ${status}`)
  // A receipt without a stated instant shows that of the run, which no document can.
  return stdout.toString().replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/gm, (now) => (now < '2026' ? now : '<now>'))
}
