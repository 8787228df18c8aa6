import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Scope } from './scopes.ts'

/** A key as it is kept. The key itself is 32 random bytes, so one round of SHA-256 cannot be undone by trying. */
export interface KeptKey {
  readonly id: string
  /** In hexadecimal. */
  readonly sha256: string
  readonly scopes: readonly Scope[]
}

/** The keys of a server. */
export interface KeyRing {
  /** Whose key it is, if it is one. Takes the same time for a key that is nearly right. */
  readonly find: (key: string) => KeptKey | undefined
}

const digest = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Compared with where no key has the id, so that ids cannot be told by time. */
const NONE = Buffer.alloc(32)

export function keyRing(keys: readonly KeptKey[]): KeyRing {
  const byId = new Map(keys.map((key) => [key.id, { key, digest: Buffer.from(key.sha256, 'hex') }]))
  return {
    find: (given) => {
      const known = byId.get(/^rk_([a-z0-9-]+)_/.exec(given)?.[1] ?? '')
      return timingSafeEqual(digest(given), known?.digest ?? NONE) ? known?.key : undefined
    },
  }
}

/**
 * Makes a key. It is shown once; what is kept does not give it back.
 *
 * @example
 * const { key, kept } = newKey('ci', ['price'])
 * keyRing([kept]).find(key)?.id // ci
 */
export function newKey(id: string, scopes: readonly Scope[]): { readonly key: string; readonly kept: KeptKey } {
  const key = `rk_${id}_${randomBytes(32).toString('base64url')}`
  return { key, kept: { id, sha256: digest(key).toString('hex'), scopes } }
}
