/**
 * The bytes that `src/vocabulary/read-vocabulary.ts` describes and reads.
 *
 * @param {import('./prove-merges.mjs').Merges} merges
 */
export function packVocabulary({ byteIds, left, right }) {
  return Buffer.concat([byteIds, left, right].flatMap((numbers) => [16, 8, 0].map((shift) => plane(numbers, shift))))
}

/** @param {number[]} numbers @param {number} shift */
function plane(numbers, shift) {
  return Uint8Array.from(numbers, (number) => number >> shift)
}
