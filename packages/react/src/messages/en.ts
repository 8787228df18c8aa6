export { default as messages } from './en.json' with { type: 'json' }
