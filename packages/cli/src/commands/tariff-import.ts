import { posix } from 'node:path'
import type { Issue, Tariff, UsageMapping } from '@ratecard/core'
import type { ImportedPriceMap } from '@ratecard/core/import'
import { instantOfRun } from '../arguments/read-choice.ts'
import { readImport } from '../arguments/read-import.ts'
import { cliIssue } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import { findSources } from '../input/find-sources.ts'
import { inFile } from '../input/read-json-file.ts'
import { checkTariff, readTariffFile } from '../input/read-tariff-file.ts'
import { readDocument } from '../input/read-whole.ts'
import { reading, type TextSource } from '../input/text-source.ts'
import type { Io } from '../io.ts'
import { keptModels, keptTariffs } from '../pricing/kept-tariffs.ts'
import { MAPPINGS_ENDING } from '../pricing/own-tariffs.ts'
import { openProgressLine, type ProgressLine } from '../render/progress-line.ts'
import { renderImport } from '../render/render-import.ts'

/** No price map is near it; a larger file is refused before it fills the memory. */
const MAX_CHARACTERS = 32_000_000

/** Makes tariff files of somebody else's price map, one for each provider, and lists what they cannot say. */
export async function tariffImport(invocation: Invocation, io: Io): Promise<CommandResult> {
  const [name] = invocation.operands
  if (name === undefined) return { kind: 'needs-help' }
  const today = instantOfRun(io.now()).slice(0, 10)
  const options = readImport(invocation, today)
  if (!options.ok) return failure('arguments', options.issues)
  const out = invocation.option('out')
  const refuse = async (issues: readonly Issue[]) =>
    failure('input', issues, await keptTariffs({ out, today, format: options.value.format }, io))
  const { sources, issues } = await findSources([name], io)
  const [source] = sources
  if (source === undefined || issues.length > 0) return refuse(issues)
  const line = openProgressLine(sources, invocation, io)
  const text = await reading(name, () => readDocument(watched(source, line), MAX_CHARACTERS))
  line.erase()
  if (!text.ok) return refuse(text.issues)
  const { importPriceMap, keepEarlierPrices } = await import('@ratecard/core/import')
  const imported = importPriceMap(text.value, options.value)
  if (!imported.ok) return refuse(imported.issues.map((issue) => inFile(issue, name)))
  const { format } = imported.value
  const earlier = out === undefined ? [] : await earlierTariffs(imported.value, out, io)
  const { tariffs, kept: models } = keepEarlierPrices(imported.value, earlier)
  const files = new Map(
    tariffs.map((tariff) => [tariff, out === undefined ? undefined : fileOf(tariff, `${format}.json`, out)]),
  )
  const unsound = out === undefined ? [] : await unsoundTariffs(tariffs, name)
  if (unsound.length > 0) return refuse(unsound)
  const mappingFiles = out === undefined ? new Map() : mappingTexts(imported.value, out)
  const refusal = out === undefined ? undefined : await io.replaceFiles(new Map([...textsOf(files), ...mappingFiles]))
  if (refusal) return refuse([cliIssue('unwritable-file', out ?? '', { reason: refusal.error })])
  const places = new Map([...files].map(([{ provider }, file = '']) => [provider, file]))
  const kept = [
    ...keptModels(models, { today, fileOf: (provider) => places.get(provider) ?? '' }),
    ...(await keptTariffs({ out, today, format, except: [...files.values()] }, io)),
  ]
  return answer(imported.value, files, { name, kept, mappingFiles: [...mappingFiles.keys()] })
}

/** The files that an import takes the place of. */
async function earlierTariffs({ tariffs, format }: ImportedPriceMap, out: string, io: Io): Promise<readonly Tariff[]> {
  const earlier = await Promise.all(tariffs.map((tariff) => readTariffFile(fileOf(tariff, `${format}.json`, out), io)))
  return earlier.flatMap((tariff) => (tariff.ok ? [tariff.value] : []))
}

/** A source whose reader can see how far it has come. */
const watched = (source: TextSource, line: ProgressLine): TextSource => ({
  ...source,
  read: async function* (range) {
    let bytes = 0
    for await (const chunk of source.read(range)) {
      bytes += chunk.length
      line.update({ files: 0, bytes })
      yield chunk
    }
  },
})

/** No file is written that would not be read again: a list may yet be longer than a tariff may be. */
async function unsoundTariffs(tariffs: readonly Tariff[], name: string): Promise<readonly Issue[]> {
  const checked = await Promise.all(tariffs.map((tariff) => checkTariff(tariff, name)))
  return checked.flatMap((tariff) => (tariff.ok ? [] : tariff.issues))
}

/** A name that a file may have on every system, that never leads out of the directory, and that no other provider has. */
const fileOf = ({ provider }: { readonly provider: string }, name: string, out: string): string =>
  posix.join(out, provider.replaceAll(/^\.|\.$|[^a-z0-9._-]/gu, escaped), name)

/** As in an address. Capitals too: many a disk takes `Acme` and `acme` for one. */
const escaped = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** How bodies are read, one file for each provider beside its prices. */
function mappingTexts({ mappings, format }: ImportedPriceMap, out: string): ReadonlyMap<string, string> {
  const files = new Map<string, UsageMapping[]>()
  for (const mapping of mappings) {
    const file = fileOf({ provider: mapping.providers[0] ?? '' }, `${format}${MAPPINGS_ENDING}`, out)
    files.set(file, [...(files.get(file) ?? []), mapping])
  }
  const text = (own: readonly UsageMapping[]) =>
    `${JSON.stringify({ schema: 'ratecard/usage-mappings@1', mappings: own }, null, 2)}\n`
  return new Map([...files].map(([file, own]) => [file, text(own)]))
}

type Files = ReadonlyMap<Tariff, string | undefined>

const textsOf = (files: Files): ReadonlyMap<string, string> =>
  new Map(
    [...files].flatMap(([tariff, file]) =>
      file === undefined ? [] : [[file, `${JSON.stringify(tariff, null, 2)}\n`] as const],
    ),
  )

interface About {
  readonly name: string
  readonly kept: readonly Issue[]
  readonly mappingFiles: readonly string[]
}

function answer(map: ImportedPriceMap, files: Files, { name, kept, mappingFiles }: About): CommandResult {
  const placed = (found: readonly Issue[]) => found.map((issue) => inFile(issue, name))
  const [left, rejected] = [placed(map.left), placed(map.rejected)]
  const tariffs = [...files].map(([{ id, provider, cards }, file]) => ({
    ...{ id, provider, models: String(new Set(cards.map(({ model }) => model)).size) },
    ...(file !== undefined && { file }),
  }))
  const { format, counts, mappings } = map
  return {
    kind: 'answer',
    json: {
      ...{ schema: 'ratecard/tariff-import@1', format, counts: textCounts(counts), tariffs, left, rejected, mappings },
      ...(mappingFiles.length > 0 && { mappingFiles }),
      kept: kept.map(({ path, params }) => ({ file: path, ...params })),
    },
    text: (page) => renderImport({ format, counts, tariffs, left, mappings: mappings.length }, page),
    outcome: rejected.length > 0 ? 'bad-input' : 'done',
    problems: rejected,
    notices: kept,
  }
}

const textCounts = (counts: ImportedPriceMap['counts']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]))
