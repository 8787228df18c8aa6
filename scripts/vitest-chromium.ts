import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Names a Chromium to test with in `CHROMIUM`, if it names none already: one that is installed, or Debian's, installed
 * now. Where none can be had it says what is not tested.
 */
export function setup(): void {
  const found = installed() ?? (installDebians() ? installed() : undefined)
  if (found !== undefined) process.env.CHROMIUM = found
  else process.stderr.write('SKIPPED: tests in a browser. Install Chromium, or name one in CHROMIUM.\n')
}

const installed = (): string | undefined =>
  [process.env.CHROMIUM, ...places].find((path) => path !== undefined && isExecutable(path))

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installDebians(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  process.stderr.write('Installing Chromium for the tests …\n')
  const install = ['install', '--yes', '--no-install-recommends', 'chromium']
  return apt(install) || (apt(['update']) && apt(install))
}

const apt = (args: string[]): boolean =>
  spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status ===
  0
