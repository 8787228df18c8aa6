import type { CalculatorProps } from '../calculator.tsx'
import { type Inputs, TABS, type Tab } from '../state/inputs.ts'

/** The attributes of `<ratecard-calculator>`; `custom-elements.json` says what each is for. */
export const ATTRIBUTES = [
  'provider',
  'lists',
  'models',
  'tabs',
  'tab',
  'list',
  'model',
  'text',
  'values',
  'tariff',
  'endpoint',
  'locale',
  'messages',
  'exact',
  'share',
  'worker-src',
] as const

export type AttributeName = (typeof ATTRIBUTES)[number]

/** What the attributes say of a calculator. */
export function propsOf(attribute: (name: AttributeName | 'lang') => string | undefined): CalculatorProps {
  const list = (name: AttributeName) =>
    attribute(name)
      ?.split(/[\s,]+/)
      .filter((item) => item !== '')
  const tabs = list('tabs')?.filter(isTab)
  const workerSource = attribute('worker-src')
  return {
    provider: attribute('provider'),
    lists: list('lists'),
    models: list('models'),
    ...(tabs && tabs.length > 0 && { tabs }),
    values: valuesOf(attribute),
    tariff: attribute('tariff'),
    endpoint: attribute('endpoint'),
    locale: attribute('locale') ?? attribute('lang'),
    messages: attribute('messages'),
    exact: attribute('exact') !== 'off',
    share: attribute('share') !== 'off',
    ...(workerSource !== undefined && { startWorker: () => new Worker(workerSource, { type: 'module' }) }),
  }
}

const isTab = (name: string): name is Tab => TABS.includes(name as Tab)

/** `values` is JSON; what stands in an attribute of its own goes before. Broken JSON says so in the console of the page. */
function valuesOf(attribute: (name: AttributeName) => string | undefined): Partial<Inputs> {
  const tab = attribute('tab')
  const own = { list: attribute('list'), model: attribute('model'), text: attribute('text') }
  const stated = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  return { ...parsed(attribute('values')), ...stated, ...(tab !== undefined && isTab(tab) && { tab }) }
}

function parsed(json: string | undefined): Partial<Inputs> {
  if (json === undefined) return {}
  try {
    return JSON.parse(json)
  } catch {
    // biome-ignore lint/suspicious/noConsole: told to who made the page
    console.error(`ratecard-calculator: the attribute values is no JSON: ${json.slice(0, 80)}`)
    return {}
  }
}
