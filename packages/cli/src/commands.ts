import type { CommandDefinition } from './command.ts'
import { CHOOSING_OPTIONS } from './options.ts'

/** `tariff diff`, and `diff` for short. */
const DIFF = {
  options: ['at', 'usage', 'all', 'as-of', 'allow-evidence', 'tariffs'],
  values: { usage: 'FILE|-' },
  operands: 'two',
  examples: {
    'tariff-diff': 'ratecard diff alibaba-model-studio/us-cny alibaba-model-studio/eu-cny',
    'tariff-diff-usage': 'ratecard tariff diff old.json new.json --usage month.ndjson',
  },
} as const satisfies CommandDefinition

/**
 * Every command, as its line is read. Adding one is adding an entry here and in `run-commands.ts`, a file under
 * `commands/`, and its messages in both languages.
 */
export const COMMANDS = {
  count: {
    options: [
      ...(['model', 'tokenizer', 'specials', 'ids', 'pieces', 'max-tokens', 'sort', 'top', 'tree', 'depth'] as const),
      ...(['no-ignore', 'binary', 'jobs', 'engine'] as const),
    ],
    operands: 'any',
    examples: {
      'count-files': "ratecard count README.md 'docs/**/*.md' --model qwen-max",
      'count-directory': 'ratecard count . --tokenizer o200k_base --tree --depth 2',
      'count-limit': 'ratecard count prompts --model qwen-max --max-tokens 30000',
      'count-pieces': "echo -n 'Nice to meet you.' | ratecard count --tokenizer qwen --pieces",
      'count-range': 'ratecard count letter.txt --model text-generation',
    },
  },
  estimate: {
    options: [
      'model',
      'output-tokens',
      'turns',
      'image',
      'audio',
      'images',
      'requests',
      'file-size',
      ...CHOOSING_OPTIONS,
    ],
    operands: 'any',
    examples: {
      'estimate-text': 'ratecard estimate prompt.txt --model qwen-plus --currency USD --output-tokens 500',
      'estimate-turns': 'ratecard estimate prompt.txt --model qwen-plus --currency USD --output-tokens 500 --turns 10',
      'estimate-images': 'ratecard estimate --model text-to-image --images 3',
      'estimate-speech': 'ratecard estimate script.txt --model cosyvoice-v2 --scope cn',
      'estimate-heard':
        'ratecard estimate question.txt --model qwen3-omni-flash --scope cn --image 1920x1080 --audio 2m30s --output-tokens 200',
      'estimate-audio': 'ratecard estimate --model speech-recognition --requests 2 --file-size 20MB',
    },
  },
  price: {
    options: ['model', 'usage', 'response', 'api', ...CHOOSING_OPTIONS],
    operands: 'none',
    examples: {
      'price-usage':
        'ratecard price --model qwen-max --currency USD --usage input_tokens=1000,output_tokens=200 --at 2024-12-16T12:00:00+08:00',
      'price-response': 'ratecard price --response answer.json --currency USD',
      'price-remaining':
        'ratecard price --model qwen-max --currency USD --usage input_tokens=1000,output_tokens=200 --remaining input_tokens=600',
      'price-contract': 'ratecard price --response answer.json --currency USD --contract contract.json',
      'price-balances': 'ratecard price --response answer.json --currency USD --balances balances.json',
      'price-display': 'ratecard price --response answer.json --currency USD --display-currency CNY --fx fx.json',
    },
  },
  normalize: {
    options: ['provider', 'api', 'tariffs'],
    operands: 'one',
    examples: {
      'normalize-log': 'ratecard normalize answers.ndjson > usage.ndjson',
      'normalize-imported': 'ratecard normalize answers.ndjson --provider mistral --api chat --tariffs ./prices',
    },
  },
  'core-hours': {
    options: ['cores', 'duration', 'instances', 'model', 'at', 'balances', 'display-currency', 'fx'],
    operands: 'none',
    examples: {
      'core-hours-notebook': 'ratecard core-hours --cores 16 --duration 10m',
      'core-hours-space': 'ratecard core-hours --model space --cores 0.5 --duration 1h30m --instances 3',
    },
  },
  serve: {
    options: ['host', 'port', 'settings', 'print-settings', 'new-key', 'scopes', 'tariffs'],
    operands: 'none',
    examples: {
      serve: 'ratecard serve --port 8080',
      'serve-key': 'ratecard serve --new-key ci --scopes count,price',
      'serve-all': 'ratecard serve --host 0.0.0.0 --settings ratecard.server.json',
    },
  },
  'balances open': {
    options: [
      ...(['opened', 'at', 'model', 'tariff', 'provider', 'scope', 'currency', 'config', 'no-config'] as const),
      ...(['tariffs', 'allow-evidence'] as const),
    ],
    operands: 'none',
    examples: {
      'balances-open':
        'ratecard balances open --provider atomgit-ai --opened 2026-09-03 --allow-evidence catalogue > balances.json',
    },
  },
  'tariff list': {
    options: ['models', 'tariffs'],
    operands: 'none',
    examples: { 'tariff-list': 'ratecard tariff list', 'tariff-list-own': 'ratecard tariff list --tariffs ./prices' },
  },
  'tariff show': {
    options: ['model', 'at', 'all', 'allow-evidence', 'tariffs'],
    operands: 'one',
    examples: {
      'tariff-show': 'ratecard tariff show alibaba-model-studio/international-usd --model qwen-max',
      'tariff-show-list': 'ratecard tariff show alibaba-model-studio/cn-cny --at 2025-06-01T12:00:00+08:00',
      'tariff-show-file': 'ratecard tariff show ./my-prices.json',
    },
  },
  'tariff import': {
    options: ['format', 'out', 'provider', 'url', 'checked'],
    repeatable: ['provider'],
    operands: 'one',
    examples: {
      'import-genai-prices': 'ratecard tariff import data.json --format genai-prices --out ./prices',
      'import-litellm': 'ratecard tariff import model_prices_and_context_window.json --provider openai --out ./prices',
      'import-csv': 'ratecard tariff import prices.csv --url https://prices.example/list.csv --checked 2026-11-22',
    },
  },
  'tariff history': {
    options: [
      'meter',
      'all',
      'tariffs',
      'provider',
      'scope',
      'currency',
      'config',
      'no-config',
      'tariff',
      'as-of',
      'mode',
      'facet',
      'allow-evidence',
    ],
    operands: 'one',
    examples: {
      'tariff-history': 'ratecard tariff history qwen-max --scope cn',
      'tariff-history-facet': 'ratecard tariff history qwen-plus --scope cn --meter output_tokens --mode thinking',
    },
  },
  'tariff diff': DIFF,
  'tariff lint': {
    options: ['today', 'tariffs'],
    operands: 'any',
    examples: {
      'tariff-lint-file': 'ratecard tariff lint ./my-prices.json',
      'tariff-lint-list': 'ratecard tariff lint alibaba-model-studio/cn-cny --today 2026-12-31',
    },
  },
  'tariff schema': {
    options: [],
    operands: 'none',
    examples: { 'tariff-schema': 'ratecard tariff schema > tariff.schema.json' },
  },
  diff: DIFF,
} as const satisfies Readonly<Record<string, CommandDefinition>>

export type CommandName = keyof typeof COMMANDS

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name)

export const commandDefinition = (name: CommandName): CommandDefinition => COMMANDS[name]
