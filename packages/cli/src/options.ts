/** How an option of the command line is written. What it means stands in `messages/` under `option.<name>`. */
export interface OptionDefinition {
  /** What stands for its value in help; an option without one is a flag. */
  readonly value?: string
  /** May be given several times. */
  readonly repeatable?: boolean
}

/** Every option of every command: one name means one thing. */
export const OPTIONS = {
  model: { value: 'MODEL' },
  tokenizer: { value: 'NAME' },
  specials: { value: 'ordinary|all' },
  ids: {},
  pieces: {},
  'max-tokens': { value: 'N' },
  sort: { value: 'tokens|size|name' },
  top: { value: 'N' },
  tree: {},
  depth: { value: 'N' },
  'no-ignore': {},
  binary: {},
  jobs: { value: 'N' },
  engine: { value: 'ratecard|tiktoken' },
  usage: { value: 'METER=N,…', repeatable: true },
  response: { value: 'FILE|-' },
  api: { value: 'NAME' },
  'output-tokens': { value: 'N' },
  turns: { value: 'N' },
  image: { value: 'WxH', repeatable: true },
  audio: { value: 'TIME', repeatable: true },
  images: { value: 'N' },
  requests: { value: 'N' },
  'file-size': { value: 'SIZE' },
  cores: { value: 'N' },
  duration: { value: 'TIME' },
  instances: { value: 'N' },
  provider: { value: 'NAME' },
  scope: { value: 'NAME' },
  currency: { value: 'CODE' },
  config: { value: 'FILE' },
  'no-config': {},
  tariff: { value: 'ID|FILE' },
  tariffs: { value: 'DIR', repeatable: true },
  format: { value: 'genai-prices|litellm|models-dev|csv' },
  out: { value: 'DIR' },
  url: { value: 'URL' },
  checked: { value: 'DAY' },
  at: { value: 'TIME' },
  'as-of': { value: 'TIME' },
  mode: { value: 'MODE,…' },
  facet: { value: 'NAME=VALUE', repeatable: true },
  'allow-evidence': { value: 'KIND,…' },
  remaining: { value: 'METER=N,…', repeatable: true },
  used: { value: 'METER=N,…', repeatable: true },
  balances: { value: 'FILE|-' },
  opened: { value: 'DATE' },
  contract: { value: 'FILE|-' },
  models: {},
  meter: { value: 'NAME' },
  all: {},
  today: { value: 'DAY' },
  'display-currency': { value: 'CODE' },
  fx: { value: 'FILE|-' },
  host: { value: 'NAME' },
  port: { value: 'N' },
  settings: { value: 'FILE' },
  'print-settings': {},
  'new-key': { value: 'NAME' },
  scopes: { value: 'SCOPE,…' },
  json: {},
  lang: { value: 'en|zh' },
  help: {},
  version: {},
} as const satisfies Readonly<Record<string, OptionDefinition>>

export type OptionName = keyof typeof OPTIONS

export const optionDefinition = (name: OptionName): OptionDefinition => OPTIONS[name]

/** Options that every command has. */
export const COMMON_OPTIONS = ['json', 'lang', 'help', 'version'] as const satisfies readonly OptionName[]

/** Options that choose among price lists and prices. */
export const CHOOSING_OPTIONS = [
  'provider',
  'scope',
  'currency',
  'config',
  'no-config',
  'tariff',
  'tariffs',
  'at',
  'as-of',
  'mode',
  'facet',
  'allow-evidence',
  'remaining',
  'used',
  'balances',
  'contract',
  'display-currency',
  'fx',
] as const satisfies readonly OptionName[]
