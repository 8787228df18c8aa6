/** The server that is measured, as `ratecard serve` runs it: `node ratecard.mjs OPTIONS`, settings as JSON. */
import { runServer, untilStopped } from '@ratecard/server'
import { announce } from './announce.mjs'

const given = { ...JSON.parse(process.argv[2]), port: '0' }
const command = { given, env: {}, printSettings: false, isJson: false, locale: 'en' }
const surroundings = {
  print: (text) => announce(text.trim()),
  warn: (text) => process.stderr.write(text),
  untilStopped,
}
const issues = await runServer(command, surroundings)
if (issues.length > 0) throw new Error(JSON.stringify(issues))
process.disconnect()
