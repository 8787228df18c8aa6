import './bundled.ts'

export * from './plain.ts'
