/** The kinds of problems that an answer can tell; each has a page of its own. */
export type ProblemCode =
  | 'invalid-http'
  | 'unauthorized'
  | 'forbidden'
  | 'foreign-host'
  | 'too-many-requests'
  | 'request-timeout'
  | 'headers-too-large'
  | 'not-ready'
  | 'invalid-json'
  | 'invalid-text'
  | 'invalid-request'
  | 'not-found'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'unsupported-encoding'
  | 'unknown-model'
  | 'ambiguous-model'
  | 'unknown-tariff'
  | 'unknown-tokenizer'
  | 'no-exact-count'
  | 'count-deadline'
  | 'busy'
  | 'internal'

/** The status of each. 409 is not used: clients of other services try it again. */
export const PROBLEM_STATUS = {
  'invalid-http': 400,
  unauthorized: 401,
  forbidden: 403,
  'foreign-host': 421,
  'too-many-requests': 429,
  'request-timeout': 408,
  'headers-too-large': 431,
  'not-ready': 503,
  'invalid-json': 400,
  'invalid-text': 400,
  'invalid-request': 422,
  'not-found': 404,
  'method-not-allowed': 405,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'unsupported-encoding': 415,
  'unknown-model': 404,
  'ambiguous-model': 422,
  'unknown-tariff': 404,
  'unknown-tokenizer': 404,
  'no-exact-count': 422,
  'count-deadline': 422,
  busy: 503,
  internal: 500,
} as const satisfies Record<ProblemCode, number>

export const PROBLEM_CODES = Object.keys(PROBLEM_STATUS) as readonly ProblemCode[]

/** The problem that an issue makes, where it is a kind of its own; any other makes the request invalid. */
const PROBLEM_OF_ISSUE = {
  'no-key': 'unauthorized',
  'unknown-key': 'unauthorized',
  'limit-reached': 'too-many-requests',
  'idle-body': 'request-timeout',
  'json-syntax': 'invalid-json',
  'json-depth': 'invalid-json',
  'json-duplicate-key': 'invalid-json',
  'ambiguous-price-list': 'ambiguous-model',
  'no-chat-template': 'no-exact-count',
  'no-tokenizer': 'no-exact-count',
  'not-text': 'no-exact-count',
} as const satisfies Readonly<Record<string, ProblemCode>>

const PROBLEMS: ReadonlyMap<string, ProblemCode> = new Map<string, ProblemCode>([
  ...PROBLEM_CODES.map((code) => [code, code] as const),
  ...Object.entries(PROBLEM_OF_ISSUE),
])

export const problemOf = (issueCode: string | undefined): ProblemCode =>
  PROBLEMS.get(issueCode ?? 'internal') ?? 'invalid-request'
