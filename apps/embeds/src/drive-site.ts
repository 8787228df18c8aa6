import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { calculatorFor } from './calculator.ts'
import { type ServedFolder, serveFolder } from './serve-folder.ts'
import type { Site } from './sites.ts'
import { TASKS } from './tasks/tasks.ts'
import { launchChromium, openReader, visit } from './visit.ts'

const executablePath = process.env.CHROMIUM

/** Tests that a reader can do every task on a site, and that the page has nothing to complain about meanwhile. */
export function driveSite(site: Site): void {
  describe.skipIf(executablePath === undefined)(`a reader of ${site.name}`, () => {
    let browser: Browser
    let reader: BrowserContext
    let folder: ServedFolder

    beforeAll(async () => {
      browser = await launchChromium(executablePath as string)
      reader = await openReader(browser)
      folder = await serveFolder(site.folder, site.allowed)
    })
    afterAll(async () => {
      await browser?.close()
      await folder?.close()
    })

    test.each(Object.entries(TASKS))('%s', (_, task) =>
      visit(reader, folder, site.path, (page) => task((list) => calculatorFor(page, site, list))),
    )
  })
}
