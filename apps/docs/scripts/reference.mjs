import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Application } from 'typedoc'

/** Writes the reference of every public entry, one page for each, of the comments in its type declarations. */
const ENTRIES = {
  core: ['index', 'estimator/index', 'import/index', 'messages/index', 'tariffs/index'],
  tokenizers: ['index'],
  react: ['index'],
  server: ['index'],
}
const OUT = 'reference'

for (const [name, entries] of Object.entries(ENTRIES)) {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    name: `@ratecard/${name}`,
    entryPoints: entries.map((entry) => `../../packages/${name}/dist/${entry}.d.ts`),
    tsconfig: 'tsconfig.reference.json',
    out: `${OUT}/${name}`,
    entryFileName: 'entries',
    readme: 'none',
    disableSources: true,
    excludeExternals: true,
    skipErrorChecking: true,
    logLevel: 'Error',
    validation: false,
    outputFileStrategy: 'modules',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    enumMembersFormat: 'table',
  })
  const project = await app.convert()
  if (project === undefined) throw new Error(`typedoc cannot read @ratecard/${name}`)
  await app.generateOutputs(project)
}

const pages = {
  '@ratecard/core': 'core/index.md',
  '@ratecard/core/tariffs': 'core/tariffs.md',
  '@ratecard/core/messages': 'core/messages.md',
  '@ratecard/core/import': 'core/import.md',
  '@ratecard/core/estimator': 'core/estimator.md',
  '@ratecard/tokenizers': 'tokenizers/entries.md',
  '@ratecard/react': 'react/entries.md',
  '@ratecard/server': 'server/entries.md',
}
for (const [title, path] of Object.entries(pages)) {
  const text = readFileSync(`${OUT}/${path}`, 'utf8')
  writeFileSync(`${OUT}/${path}`, `---\ntitle: '${title}'\n---\n${text.replace(/^# .*$/m, '')}`)
}
const links = Object.entries(pages).map(([title, path]) => `- [${title}](${path})`)
const about = 'What each entry exports, of the comments in its types. Examples are run as tests.'
rmSync(`${OUT}/core/entries.md`)
writeFileSync(`${OUT}/index.md`, `# TypeScript\n\n${about}\n\n${links.join('\n')}\n`)
