import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/**
 * Where and with what the figures were made: nothing that names a computer or a person.
 *
 * @param packages the package of each engine, by the name of the engine.
 */
export function machine(packages) {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 1e9),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    unicode: process.versions.unicode,
    engines: Object.fromEntries(Object.entries(packages).map(([name, from]) => [name, versionOf(from)])),
  }
}

function versionOf(packageName) {
  const manifest = join(import.meta.dirname, '..', 'node_modules', packageName, 'package.json')
  try {
    return JSON.parse(readFileSync(manifest, 'utf8')).version
  } catch (error) {
    if (error.code === 'ENOENT') return 'not installed'
    throw error
  }
}

export function renderMachine({ date, cpu, cores, memoryGB, platform, node, v8, unicode, engines: versions }) {
  const listed = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    `${date} · ${cpu}, ${cores} cores, ${memoryGB} GB · ${platform} · Node ${node} (V8 ${v8}, Unicode ${unicode}).`,
    `Engines: ${listed.join(', ')}.`,
  ].join('\n')
}
