/** The longest start of a text that has at most `bytes` bytes of UTF-8, and ends with a whole character. */
export function prefixOf(text, bytes) {
  const encoded = Buffer.from(text)
  if (encoded.length <= bytes) return text
  let end = bytes
  while ((encoded[end] & 0xc0) === 0x80) end--
  return encoded.toString('utf8', 0, end)
}
