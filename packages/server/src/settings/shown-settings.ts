import type { LoadedSettings } from './load-settings.ts'

/** Settings for people to look at: nothing by which a key could be told. */
export const shownSettings = ({ settings, places }: LoadedSettings): object => ({
  schema: 'ratecard/server-settings@1',
  settings: { ...settings, keys: settings.keys.map((key) => ({ ...key, sha256: '…' })) },
  statedBy: places,
})
