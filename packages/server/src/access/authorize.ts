import { failed, ok, type Result } from '@ratecard/core'
import type { ApiRequest } from '../api/api-message.ts'
import { serverIssue, shorten } from '../problems/server-issue.ts'
import { isOwnHost } from './is-own-host.ts'
import type { KeptKey, KeyRing } from './key-ring.ts'
import type { Scope } from './scopes.ts'

/** Who may ask: this machine alone, or who has a key. */
export type Access = { readonly kind: 'own-machine' } | { readonly kind: 'keys'; readonly ring: KeyRing }

/** Who asks, as limits and logs know it. */
export interface Caller {
  /** Of the key, where there is one. */
  readonly keyId?: string
}

/**
 * Whether a request may be answered.
 *
 * Issues: `no-key`, `unknown-key`, `forbidden`, `foreign-host`.
 *
 * @param access undefined where the host of the API sees to it.
 */
export function authorize(
  { headers }: Pick<ApiRequest, 'headers'>,
  scope: Scope | 'anybody',
  access: Access | undefined,
): Result<Caller> {
  if (access === undefined) return ok({})
  if (access.kind === 'own-machine') return checkHost(headers.host)
  const given = keyIn(headers)
  const key = access.ring.find(given ?? '')
  if (scope === 'anybody') return ok(callerOf(key))
  if (given === undefined) return failed(serverIssue('no-key', ''))
  if (key === undefined) return failed(serverIssue('unknown-key', ''))
  if (key.scopes.includes(scope)) return ok(callerOf(key))
  return failed(serverIssue('forbidden', '', { id: key.id, scope, scopes: key.scopes }))
}

const callerOf = (key: KeptKey | undefined): Caller => (key === undefined ? {} : { keyId: key.id })

/** Where the clients of OpenAI (Authorization) and of Anthropic (x-api-key) put theirs. */
function keyIn(headers: ApiRequest['headers']): string | undefined {
  const { authorization = '', 'x-api-key': own } = headers
  return /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? own
}

/** A page of a web site can have its own name lead to this machine; a browser sends that name as Host. */
function checkHost(host = ''): Result<Caller> {
  const name = host.replace(/:\d+$/, '')
  return isOwnHost(name) ? ok({}) : failed(serverIssue('foreign-host', '', { came: shorten(name) }))
}
