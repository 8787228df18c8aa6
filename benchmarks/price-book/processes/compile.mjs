import { readFileSync } from 'node:fs'
import { compileTariff, countCells } from '@ratecard/core'

/** Reads and compiles the tariffs in the files named, as a new process does, and prints the milliseconds of each step. */
const paths = process.argv.slice(2)
const texts = paths.map((path) => readFileSync(path, 'utf8'))

const start = performance.now()
const tariffs = texts.map((text) => JSON.parse(text))
const parsed = performance.now()
const tables = tariffs.map((tariff) => compileTariff(tariff))
const compiled = performance.now()
const cells = tables.reduce((sum, table) => sum + countCells(table), 0)
const laidOut = performance.now()

const models = tables.reduce((sum, table) => sum + table.models.size, 0)
const times = { parse: parsed - start, compile: compiled - parsed, cells: laidOut - compiled }
process.stdout.write(JSON.stringify({ models, count: cells, ...times }))
