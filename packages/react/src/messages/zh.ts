export { default as messages } from './zh.json' with { type: 'json' }
