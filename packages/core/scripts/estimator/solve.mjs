/**
 * A system of equations, a row each: `at[i]` and `of[i]` are the places and values of the row that are not 0.
 *
 * @typedef {{ at: number[], of: number[] }} Row
 */

export const dot = ({ at, of }, x) => at.reduce((sum, place, i) => sum + of[i] * x[place], 0)

/**
 * Least squares with no negative value, by coordinate descent. Each value is drawn towards `prior` with the strength
 * `ridge`, so that what the rows leave open is not guessed.
 *
 * @param {Row[]} rows
 * @param {number[]} targets
 * @param {number[]} weights of the rows
 * @param {number} size of the solution
 */
export function solve(rows, targets, weights, size, { ridge = 1e-7, prior = 0, from = [] } = {}) {
  const squares = new Float64Array(size * size)
  const products = new Float64Array(size).fill(ridge * prior)
  rows.forEach(({ at, of }, row) => {
    at.forEach((place, i) => {
      const value = of[i] * weights[row]
      products[place] += value * targets[row]
      at.forEach((other, j) => {
        squares[place * size + other] += value * of[j]
      })
    })
  })
  const x = Float64Array.from({ length: size }, (_, at) => from[at] ?? prior)
  for (let round = 0, change = 1; round < 400 && change > 1e-5; round++) {
    change = 0
    for (let place = 0; place < size; place++) {
      let rest = products[place]
      for (let other = 0; other < size; other++) if (other !== place) rest -= squares[place * size + other] * x[other]
      const value = Math.max(0, rest / (squares[place * size + place] + ridge))
      change = Math.max(change, Math.abs(value - x[place]))
      x[place] = value
    }
  }
  return x
}

/** Solves again and again with weights that depend on the last residuals. */
function reweighted(rows, targets, size, options, rounds, weigh) {
  let x = new Float64Array(size).fill(options.prior ?? 0)
  for (let round = 0; round < rounds; round++) {
    const weights = rows.map((row, at) => weigh(at, targets[at] - dot(row, x), round))
    x = solve(rows, targets, weights, size, { ...options, from: x })
  }
  return x
}

/** Least absolute error, squared where it is below 3 %. */
export const leastError = (rows, targets, weights, size, options = {}) =>
  reweighted(rows, targets, size, options, 5, (at, residual, round) =>
    round === 0 ? weights[at] : (weights[at] * 0.05) / Math.max(0.03, Math.abs(residual)),
  )

/** A sum that `share` of the targets stay below. */
export const quantile = (share, rows, targets, weights, size, options = {}) =>
  reweighted(rows, targets, size, options, 80, (at, residual) => {
    const side = residual > 0 ? share : 1 - share
    return (weights[at] * side) / Math.max(0.004, Math.abs(residual))
  })
