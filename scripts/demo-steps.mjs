const text = 'examples/texts/release-note.txt'
const seedDay = ['--at', '2024-12-16T12:00:00+08:00']

/** What the demo shows: each step runs `ratecard ...args`. README prints the same. */
export const demoSteps = [
  {
    title: 'Count a Chinese and English text exactly, with the tokenizer of qwen-max',
    args: ['count', text, '--model', 'qwen-max'],
  },
  {
    title: 'What will it cost, with an answer of 400 tokens, at the prices of 16 December 2024?',
    args: ['estimate', text, '--model', 'qwen-max', '--currency', 'USD', '--output-tokens', '400', ...seedDay],
  },
  {
    title: 'The same on AtomGit AI, whose guide gives a rule of thumb: the answer is a range',
    args: ['estimate', text, '--model', 'text-generation', '--output-tokens', '400', ...seedDay],
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
    args: ['price', '--response', 'examples/texts/response.json', '--currency', 'USD'],
  },
]

/** A command line as a person types it. */
export const commandLine = (args) => `$ ratecard ${args.map(quoted).join(' ')}`

const quoted = (arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`)
