import { readFileSync } from 'node:fs'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { type Say, sayIn } from '../say.ts'
import type { Bar, BarChart, BenchmarksData } from './benchmarks-data.ts'

const RESULTS = '../../docs/benchmarks'

interface TokenizerResults {
  readonly machine: { readonly date: string; readonly cpu: string; readonly cores: number; readonly node: string }
  readonly throughput: Readonly<
    Record<
      string,
      {
        readonly engines: readonly {
          readonly name: string
          readonly estimate: boolean
          readonly results: Readonly<Record<string, { tokens: number; expected: number; first: number } | undefined>>
        }[]
      }
    >
  >
}

interface PriceBookResults {
  readonly rating: readonly {
    readonly model: string
    readonly usage: string
    readonly ours: number
    readonly theirs?: number
  }[]
}

interface ServerResults {
  readonly price: readonly {
    readonly body: string
    readonly configuration: string
    readonly ours: { readonly rate: number }
    readonly bare: { readonly rate: number }
  }[]
}

/** A page of what the benchmarks measured, made of their results. */
export function benchmarksPlugin({ baseUrl, i18n }: LoadContext): Plugin {
  const say = sayIn(i18n.currentLocale)
  return {
    name: 'ratecard-benchmarks',
    getPathsToWatch: () => [`${RESULTS}/*.json`],
    async contentLoaded({ actions: { addRoute, createData } }) {
      const data = await createData('benchmarks.json', JSON.stringify(benchmarks(say)))
      const component = '@site/src/benchmarks/benchmarks-page.tsx'
      addRoute({ path: `${baseUrl}benchmarks`, component, exact: true, modules: { data } })
    },
  }
}

const resultsOf = <Results>(name: string): Results => JSON.parse(readFileSync(`${RESULTS}/${name}.json`, 'utf8'))

function benchmarks(say: Say): BenchmarksData {
  const tokenizers = resultsOf<TokenizerResults>('tokenizers')
  const { date, cpu, cores, node } = tokenizers.machine
  return {
    machine: say('bench.machine', { date, cpu, cores: String(cores), node }),
    sections: [
      {
        title: say('bench.tokens'),
        about: say('bench.tokens-about'),
        href: '/docs/benchmarks/tokenizers',
        charts: Object.keys(tokenizers.throughput).map((encoding) => encodingChart(encoding, tokenizers, say)),
      },
      {
        title: say('bench.rating'),
        about: say('bench.rating-about'),
        href: '/docs/benchmarks/price-book',
        charts: ratingCharts(resultsOf<PriceBookResults>('price-book'), say),
      },
      {
        title: say('bench.server'),
        about: say('bench.server-about'),
        href: '/docs/benchmarks/server',
        charts: serverCharts(resultsOf<ServerResults>('server'), say),
      },
    ],
  }
}

/** Engines that count exactly, each by its slowest corpus: what a user can count on. */
function encodingChart(encoding: string, { throughput }: TokenizerResults, say: Say): BarChart {
  const bars = (throughput[encoding]?.engines ?? []).flatMap(({ name, estimate, results }) => {
    const counts = Object.values(results).filter((result) => result !== undefined)
    if (estimate || counts.length === 0 || counts.some(({ tokens, expected }) => tokens !== expected)) return []
    return [{ name, value: Math.min(...counts.map(({ first }) => first)) }]
  })
  return chartOf(encoding, say('bench.megabytes'), bars)
}

const ratingCharts = ({ rating }: PriceBookResults, say: Say): readonly BarChart[] =>
  rating.flatMap(({ model, usage, ours, theirs }) =>
    theirs === undefined
      ? []
      : [
          chartOf(`${model}: ${usage}`, say('bench.per-second'), [
            { name: 'ratecard', value: 1_000_000 / ours },
            { name: 'genai-prices', value: 1_000_000 / theirs },
          ]),
        ],
  )

const serverCharts = ({ price }: ServerResults, say: Say): readonly BarChart[] =>
  price.map(({ body, configuration, ours, bare }) =>
    chartOf(`${body} (${configuration})`, say('bench.requests'), [
      { name: 'ratecard', value: ours.rate },
      { name: 'Express', value: bare.rate },
    ]),
  )

const figures = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 })

function chartOf(title: string, unit: string, measured: readonly { name: string; value: number }[]): BarChart {
  const most = Math.max(...measured.map(({ value }) => value))
  const bars = measured
    .toSorted((a, b) => b.value - a.value)
    .map(({ name, value }): Bar => ({ name, figure: figures.format(value), share: (100 * value) / most }))
  return { title, unit, bars }
}
