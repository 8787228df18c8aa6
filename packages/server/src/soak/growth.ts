/**
 * By which part a series of samples grew: the median of its last third over that of its first third, less 1. Medians,
 * since memory goes up and down with each collection of garbage, and thirds, since each must hold many of those.
 */
export function growth(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3)
  return median(samples.slice(-third)) / median(samples.slice(0, third)) - 1
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
