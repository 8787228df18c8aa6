import { cp, rm } from 'node:fs/promises'

/** A page of plain HTML needs no build: the files of the element stand beside it. */
const site = new URL('../dist/html/', import.meta.url)
const element = new URL('.', import.meta.resolve('@ratecard/react/element'))

await rm(site, { recursive: true, force: true })
for (const file of ['index.html', 'page.css', 'icon.svg']) await cp(new URL(file, import.meta.url), new URL(file, site))
await cp(element, new URL('ratecard/', site), { recursive: true, filter: (path) => !path.endsWith('.d.ts') })
