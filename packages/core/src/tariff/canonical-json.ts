/**
 * The text that a tariff's hash is taken of: keys sorted by code unit, no white space, strings as `JSON.stringify`
 * writes them (RFC 8785 for values without fractions, which tariffs do not hold). The caller hashes it: core reads no
 * crypto of its host.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
}
