/** The SHA-256 of a text in hexadecimal. A page that is not secure has no crypto: then it is empty, and nothing is pinned. */
export async function sha256Of(text: string): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return ''
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
