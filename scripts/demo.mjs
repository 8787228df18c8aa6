import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { install, pnpm, root, runMain, timed } from './pnpm.mjs'

const text = 'examples/texts/release-note.txt'
const seedDay = ['--at', '2024-12-16T12:00:00+08:00']

/** Each step runs `ratecard ...args`. */
const steps = [
  {
    title: 'Count a Chinese and English text exactly, with the tokenizer of qwen-max',
    args: ['count', text, '--model', 'qwen-max'],
  },
  {
    title: 'What will it cost, with an answer of 400 tokens, at the prices of 16 December 2024?',
    args: ['estimate', text, '--model', 'qwen-max', '--output-tokens', '400', ...seedDay],
  },
  {
    title: 'The same on AtomGit AI, whose guide gives a rule of thumb: the answer is a range',
    args: ['estimate', text, '--model', 'text-generation', '--output-tokens', '400'],
  },
  {
    title: 'Core-hours: the formula, and the table that AtomGit prints',
    args: ['tariff', 'show', 'atomgit-ai/default', '--model', 'notebook'],
  },
  {
    title: 'The one cell of that table that contradicts its formula',
    args: ['core-hours', '--cores', '16', '--duration', '10m'],
  },
  {
    title: 'What did this response cost? Tokens, model and time are read from the provider’s own answer',
    args: ['price', '--response', 'examples/texts/response.json'],
  },
]

const next = `
# Where to go next
  node packages/cli/bin.js --help                          every command, each with an example
  node packages/cli/bin.js price --help                    price what you used, with your own free quota and date
  node packages/cli/bin.js estimate --lang zh …            the same in Chinese
  README.md                                                the library, its examples and the exit codes
  npm test                                                 every test
`

const needed = ['--filter', '@ratecard/cli...']

await runMain(async () => {
  await timed('Installing', () => install(needed))
  await timed('Building', () => pnpm([...needed, 'run', 'build:js']))
  for (const step of steps) runStep(step)
  if (!process.exitCode) process.stdout.write(next)
})

function runStep({ title, args }) {
  if (process.exitCode) return
  process.stdout.write(`\n# ${title}\n$ ratecard ${args.map(quoted).join(' ')}\n`)
  const result = spawnSync(process.execPath, [join('packages', 'cli', 'bin.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (result.status === 0) return
  process.stderr.write(`\nThis step ended with exit code ${result.status ?? result.signal}, not 0.\n`)
  process.exitCode = 1
}

function quoted(arg) {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`
}
