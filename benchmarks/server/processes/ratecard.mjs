/** The server that is measured: `node ratecard.mjs OPTIONS`, those of `serve` as JSON. */
import { serve } from '@ratecard/server'
import { announce } from './announce.mjs'

const { url } = await serve({ ...JSON.parse(process.argv[2]), port: 0 })
announce(url)
