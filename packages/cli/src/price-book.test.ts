import { compareRationals, multiplyRationals, type Rational, rational, subtractRationals } from '@ratecard/core'
import { ATOMGIT_QUESTIONS, FACT_IDS, LEFT_OUT_IDS, type Question, questions } from '@ratecard/facts'
import { expect, it } from 'vitest'
import { runInMemory } from './testing/run-in-memory.ts'

interface Line {
  readonly meter: string
  readonly status: string
  readonly reason: string
  readonly list?: string
  readonly amount?: string
}

const isEqual = (a: Rational, b: Rational): boolean => compareRationals(a, b) === 0

async function lineOf(args: readonly string[], meter: string): Promise<Line | string> {
  const { exitCode, stdout, stderr } = await runInMemory(args)
  if (stdout === '') return `exit ${exitCode}: ${stderr}`
  const line = (JSON.parse(stdout).lines as readonly Line[]).find((own) => own.meter === meter)
  return line?.list === undefined || line.amount === undefined ? `${line?.status} ${line?.reason}` : line
}

/** What is wrong with the answer; empty where the price is the one that the fact says. */
async function difference({ args, less, meter, quantity, price, per, multiplier }: Question): Promise<string> {
  const line = await lineOf(args, meter)
  const lower = less === undefined ? { list: '0', amount: '0' } : await lineOf(less, meter)
  if (typeof line === 'string' || typeof lower === 'string') return String(line)
  const [list, charged] = (['list', 'amount'] as const).map((name) =>
    multiplyRationals(subtractRationals(rational(line[name] ?? ''), rational(lower[name] ?? '')), rational(per)),
  )
  const expected = multiplyRationals(rational(quantity), rational(price))
  const isListed = isEqual(list ?? rational(-1), expected)
  const isCharged =
    multiplier === '1' || isEqual(charged ?? rational(-1), multiplyRationals(expected, rational(multiplier)))
  return isListed && isCharged ? '' : `list ${line.list}, charged ${line.amount}`
}

it('finds every fact of Model Studio priced as its source prints it', { timeout: 300_000 }, async () => {
  const wrong: string[] = []
  const asked = new Set<number>(ATOMGIT_QUESTIONS.map(({ fact }) => fact))
  for (const question of questions()) {
    asked.add(question.fact)
    const found = await difference(question)
    if (found !== '') wrong.push(`fact ${question.fact} (${question.price}): ${found}: ${question.args.join(' ')}`)
  }
  expect(wrong.slice(0, 20)).toEqual([])
  expect(FACT_IDS.filter((id) => asked.has(id) === LEFT_OUT_IDS.has(id))).toEqual([])
  expect(FACT_IDS).toHaveLength(3588)
})

it.each(ATOMGIT_QUESTIONS)('finds AtomGit fact $fact', async ({ args, total }) => {
  for (const at of ['2020-01-01T12:00:00+08:00', '2026-11-22T12:00:00+08:00']) {
    const dated = args[0] === 'core-hours' ? args : [...args, '--at', at]
    const { stdout, stderr } = await runInMemory([...dated, '--json'])
    expect(stdout === '' ? stderr : JSON.parse(stdout).totals).toMatchObject([{ amount: total }])
  }
})
