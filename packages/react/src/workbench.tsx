import {
  closestNames,
  failed,
  findModel,
  type InputCounter,
  inputCounterOf,
  issue,
  localDay,
  METER_IDS,
  type MeterId,
} from '@ratecard/core'
import { useEffect, useId, useMemo, useState } from 'react'
import type { CalculatorProps } from './calculator.tsx'
import { exactCounter } from './counting/exact-counter.ts'
import { useInputs } from './hooks/use-inputs.ts'
import { useLoaded } from './hooks/use-loaded.ts'
import { usePriced } from './hooks/use-priced.ts'
import { linkTo, useShareLink } from './hooks/use-share-link.ts'
import { useTextCount } from './hooks/use-text-count.ts'
import { Sections } from './panels/sections.tsx'
import { Answer } from './parts/answer.tsx'
import { Mistakes } from './parts/mistakes.tsx'
import { ModelFields } from './parts/model-fields.tsx'
import { Tabs } from './parts/tabs.tsx'
import { UseFields } from './parts/use-fields.tsx'
import { useWords } from './parts/words.tsx'
import { facetsOf, type ModelFacet } from './pricing/facets-of.ts'
import { mediaOf } from './pricing/media-of.ts'
import { metersOf } from './pricing/meters-of.ts'
import { type Moment, momentOf } from './pricing/moment.ts'
import type { OpenList } from './pricing/open-list.ts'
import type { Pricing } from './pricing/price-inputs.ts'
import type { ListedList } from './pricing/price-lists.ts'
import type { Inputs, Tab } from './state/inputs.ts'
import type { Shared } from './state/share-link.ts'
import { tabsOf } from './state/tabs-of.ts'

interface WorkbenchProps {
  readonly lists: readonly ListedList[]
  readonly props: CalculatorProps
}

/** Chooses the price list, and waits for it. */
export function Workbench({ lists, props }: WorkbenchProps) {
  const { say } = useWords()
  const [inputs, change] = useInputs(props.values)
  const shared = useShareLink(props.share ?? true, lists, change)
  const chosen = lists.find(({ id }) => id === inputs.list) ?? lists[0]
  const opened = useLoaded(async () => chosen?.load(), [chosen])
  const list = opened.value
  if (chosen === undefined) return <p className="rc-mistake">{say('no-list')}</p>
  if (opened.error !== undefined)
    return (
      <div className="rc-failed" role="alert">
        <Mistakes issues={[issue('ui.list-not-loaded', '')]} again={opened.again} />
      </div>
    )
  // Later the list before stays until the next is there: a reader at the keyboard would lose their place otherwise.
  if (list === undefined) return <div className="rc-waiting" aria-busy="true" />
  if (!list.ok)
    return (
      <div className="rc-failed" role="alert">
        <Mistakes issues={list.issues} again={opened.again} />
      </div>
    )
  return <Bench {...{ lists, chosen, list: list.value, inputs, change, props, shared }} />
}

interface BenchProps extends WorkbenchProps {
  readonly chosen: ListedList
  readonly list: OpenList
  readonly inputs: Inputs
  readonly change: (changed: Partial<Inputs>) => void
  /** What the link says that a reader came by. */
  readonly shared: Shared | undefined
}

function Bench({ lists, chosen, list, inputs: entered, change, props, shared }: BenchProps) {
  const { say } = useWords()
  const id = useId()
  const [now] = useState(() => Math.floor(Date.now() / 1000) * 1000)
  const models = useMemo(
    () => list.models.filter((model) => props.models?.includes(model) ?? true),
    [list, props.models],
  )
  const model = entered.model === '' ? (models[0] ?? '') : entered.model
  const moment = useMemo(() => momentOf(entered.day, list.tariff.timeZone, now), [entered.day, list, now])
  const known = useMemo(
    () => (moment.ok && isAllowed(model, list, props.models) ? moment.value : undefined),
    [moment, model, list, props.models],
  )
  const meters = useMemo(() => (known ? metersOf(model, list, known) : []), [model, list, known])
  const media = useMemo(() => (known ? mediaOf(model, list, known) : []), [model, list, known])
  const facets = useMemo(() => (known ? facetsOf(model, list, known) : []), [model, list, known])
  const tabs = tabsOf(meters, props.tabs)
  const tab = tabs.includes(entered.tab) ? entered.tab : (tabs[0] ?? 'quantities')
  const inputs = useMemo(() => ({ ...entered, model, tab, list: list.tariff.id }), [entered, model, tab, list])
  const exact = useExactCounter(props)
  const counter = useMemo(
    () => (known && !list.remote ? counterFor(model, list, known, tab) : undefined),
    [model, list, known, tab],
  )
  const text = useTextCount(inputs.text, counter, exact)
  const isLoading = chosen.id !== list.tariff.id
  const isAwaited = isLoading || (text.state === 'counting' && text.counted === undefined)
  const pricing = useMemo(
    (): Pricing | undefined => known && { list, moment: known, text: text.counted, isAwaited },
    [list, known, text.counted, isAwaited],
  )
  const priced = usePriced(inputs, pricing, () => (moment.ok ? failed(unknownModel(model, models)) : moment))
  const { answer, kept } = priced
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page is told of new receipts, not of a new listener
  useEffect(() => {
    if (answer) props.onChange?.({ inputs, receipt: answer.ok ? answer.value : undefined })
  }, [answer])
  const issues = answer?.ok === false ? answer.issues : []
  const day = inputs.day || localDay(now, list.tariff.timeZone)
  const link = props.share === false ? undefined : linkTo({ ...inputs, day }, list.sha256)
  return (
    <>
      <Tabs
        id={id}
        label={say('tabs')}
        tabs={tabs.map((own): readonly [Tab, string] => [own, say(`tab.${own}`)])}
        chosen={tab}
        onChoose={(own) => change({ tab: own })}
      />
      <div className="rc-bench" id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-tab-${tab}`}>
        <div className="rc-form" part="form">
          <ModelFields
            {...{ lists, chosen, models, change, inputs }}
            facets={withStatedFacets(facets, inputs)}
            model={entered.model}
            issue={issues.find(({ path }) => path === '/model')}
          />
          <UseFields
            {...{ inputs, media, issues, change }}
            meters={withStated(meters, inputs)}
            sentTo={list.remote?.host}
          />
        </div>
        <Answer
          priced={priced}
          text={text}
          isLoading={isLoading}
          host={list.remote?.host}
          link={link}
          hasText={inputs.text !== ''}
          isEmpty={tab === 'text' && `${inputs.text}${inputs.images}${inputs.audio}`.trim() === ''}
        >
          {shared && <LinkNotes {...{ shared, list, inputs }} />}
        </Answer>
        {pricing && <Sections {...{ inputs, models, pricing, priced: answer, kept, exact, counter, change }} />}
      </div>
    </>
  )
}

interface LinkNotesProps {
  readonly shared: Shared
  readonly list: OpenList
  readonly inputs: Inputs
}

/** Why the figures may not be those that the writer of a link saw. */
function LinkNotes({ shared: { inputs: own, pinned = '', hasLeftOutText }, list, inputs }: LinkNotesProps) {
  const { say } = useWords()
  return (
    <>
      {list.tariff.id === own.list && !list.sha256.startsWith(pinned) && (
        <p className="rc-mistake">{say('other-version')}</p>
      )}
      {hasLeftOutText && inputs.text === '' && <p className="rc-hint">{say('text-left-out')}</p>}
    </>
  )
}

/** With those that were stated for a model before: they count, so they have a field. */
const withStated = (meters: readonly MeterId[], { quantities }: Inputs): readonly MeterId[] =>
  METER_IDS.filter((id) => meters.includes(id) || (quantities[id] ?? '') !== '')

function withStatedFacets(known: readonly ModelFacet[], { facets }: Inputs): readonly ModelFacet[] {
  const others = Object.entries(facets).filter(([name]) => known.every((facet) => facet.name !== name))
  return [...known, ...others.map(([name, value]) => ({ name, values: [value], default: '–' }))]
}

/** A name of a model that the page allows, or another name of it. */
const isAllowed = (model: string, { tariff }: OpenList, allowed: readonly string[] | undefined): boolean =>
  tariff.cards.some(
    ({ model: name, aliases }) =>
      (name === model || aliases?.includes(model)) && (allowed?.some((own) => own === name || own === model) ?? true),
  )

/** How the text of a model is counted, where the tab has one. */
function counterFor(model: string, list: OpenList, { text, instant }: Moment, tab: Tab): InputCounter | undefined {
  if (tab !== 'text' && tab !== 'conversation') return undefined
  const found = findModel(model, [list.tableFor(model, instant)], {}, text)
  return found.ok ? inputCounterOf(model, found.value) : undefined
}

const unknownModel = (model: string, models: readonly string[]) =>
  issue('ui.unknown-model', '/model', { came: model.slice(0, 60), candidates: closestNames(model, models) })

function useExactCounter({ exact = true, startWorker }: CalculatorProps) {
  const [counter] = useState(() => (exact ? exactCounter(startWorker ?? defaultWorker) : undefined))
  useEffect(() => () => counter?.close(), [counter])
  return counter
}

const defaultWorker = (): Worker => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
