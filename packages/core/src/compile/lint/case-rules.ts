import type { MeterId } from '../../meter/meter.ts'
import {
  addRationals,
  compareRationals,
  divideRationals,
  formatDecimal,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  subtractRationals,
  ZERO,
} from '../../number/rational.ts'
import { type Issue, issue } from '../../result.ts'
import {
  type ConditionFacts,
  type ConditionLeaf,
  conditionLeaves,
  conditionToFunction,
} from '../../tariff/condition.ts'
import { isTimed, tariffFacets } from '../../tariff/facet.ts'
import type { Facet, Tariff } from '../../tariff/tariff.ts'
import { pointer } from './json-pointer.ts'
import type { Rule } from './rule.ts'

/**
 * Of two cases of a request that both hold the first counts, which is meant where the one is a special case of the
 * other. Two that cross, each of them holding somewhere alone, would hang on their order.
 */
function* crossingCases(tariff: Tariff): Iterable<Issue> {
  for (const [name, facet] of Object.entries(tariff.facets ?? {})) {
    const crossing = isTimed(facet) ? undefined : firstCrossing(facet, tariff)
    if (crossing)
      yield issue('lint-case-crossing', pointer(['facets', name, 'cases', crossing.at]), {
        facet: name,
        ...crossing.params,
      })
  }
}

/** Found at points around the numbers that the cases name: one that is found is one, though one may be missed. */
function firstCrossing({ cases = [], needs = [] }: Facet, tariff: Tariff) {
  const leaves = cases.flatMap(({ when }) => [...conditionLeaves(when)].map(({ tree }) => tree))
  const conditions = cases.map(({ when }) => conditionToFunction(when))
  const points = pointsAround(leaves, needs, tariff).map((point) => ({
    point,
    holds: conditions.map((holds) => holds(factsOf(point))),
  }))
  for (const [at, { is }] of cases.entries())
    for (let earlier = 0; earlier < at; earlier++) {
      const other = cases[earlier]?.is ?? ''
      if (other === is) continue
      const both = points.find(({ holds }) => holds[at] && holds[earlier])
      const isCrossing = both && isAlone(points, at, earlier) && isAlone(points, earlier, at)
      if (isCrossing) return { at, params: { value: is, other, facts: textsOf(both.point) } }
    }
  return undefined
}

const isAlone = (points: readonly { readonly holds: readonly boolean[] }[], at: number, other: number): boolean =>
  points.some(({ holds }) => holds[at] && !holds[other])

/** Something that the cases ask for, with what it may be; undefined: not reported. */
type Axis =
  | { readonly meter: MeterId; readonly values: readonly (Rational | undefined)[] }
  | { readonly facet: string; readonly values: readonly string[] }

interface Point {
  readonly quantities: ReadonlyMap<string, Rational>
  readonly facets: ReadonlyMap<string, string>
}

/** More are not tried for one facet. */
const MOST_POINTS = 5000

/** Any two axes take all their values, while each other has its first. */
function pointsAround(leaves: readonly ConditionLeaf[], needs: readonly MeterId[], tariff: Tariff): readonly Point[] {
  const axes = axesOf(leaves, needs, tariff)
  const points: Point[] = []
  for (const changed of changes(axes)) {
    if (points.length >= MOST_POINTS) break
    points.push(pointOf(axes, (axis, at) => (changed.has(at) ? changed.get(at) : axis.values[0])))
  }
  return points
}

/** An axis paired with itself takes its values alone. */
function* changes(axes: readonly Axis[]): Iterable<ReadonlyMap<number, Axis['values'][number]>> {
  for (const [a, one] of axes.entries())
    for (const [step, other] of axes.slice(a).entries())
      for (const first of one.values)
        for (const second of step === 0 ? [first] : other.values)
          yield new Map([
            [a, first],
            [a + step, second],
          ])
}

function axesOf(leaves: readonly ConditionLeaf[], needs: readonly MeterId[], tariff: Tariff): readonly Axis[] {
  const operands = leaves.flatMap((leaf) => ('compare' in leaf ? [leaf.left, leaf.right] : []))
  const numbers = operands.flatMap((operand) => ('value' in operand ? around(rational(operand.value)) : []))
  const meters = new Set([
    ...operands.flatMap((operand) => ('meter' in operand ? [operand.meter] : 'sum' in operand ? operand.sum : [])),
    ...leaves.flatMap((leaf) => ('known' in leaf ? [leaf.known] : [])),
    ...needs,
  ])
  const quantities = [ZERO, ONE, ...numbers]
  const facets = tariffFacets(tariff)
  const names = new Set(leaves.flatMap((leaf) => ('facet' in leaf ? [leaf.facet] : [])))
  return [
    ...[...meters].map((meter) => ({ meter, values: needs.includes(meter) ? quantities : [undefined, ...quantities] })),
    ...[...names].map((facet) => ({ facet, values: facets[facet]?.values ?? [] })),
  ]
}

const TWO = rational(2)

/** A number, what lies next to it, its half and its double, of those that a quantity can be. */
const around = (number: Rational): readonly Rational[] =>
  [
    number,
    subtractRationals(number, ONE),
    addRationals(number, ONE),
    divideRationals(number, TWO),
    multiplyRationals(number, TWO),
  ].filter((near) => compareRationals(near, ZERO) >= 0)

function pointOf(axes: readonly Axis[], valueAt: (axis: Axis, at: number) => Axis['values'][number]): Point {
  const quantities = new Map<string, Rational>()
  const facets = new Map<string, string>()
  for (const [at, axis] of axes.entries()) {
    const value = valueAt(axis, at)
    if ('facet' in axis && typeof value === 'string') facets.set(axis.facet, value)
    if ('meter' in axis && typeof value === 'object') quantities.set(axis.meter, value)
  }
  return { quantities, facets }
}

const factsOf = ({ quantities, facets }: Point): ConditionFacts => ({
  quantity: (id) => quantities.get(id),
  facet: (name) => facets.get(name),
})

const textsOf = ({ quantities, facets }: Point): readonly string[] => [
  ...[...quantities].map(([meter, quantity]) => `${meter}=${formatDecimal(quantity)}`),
  ...[...facets].map(([facet, value]) => `${facet}=${value}`),
]

export const CASE_RULES: readonly Rule[] = [crossingCases]
