export { default as messages } from './mistakes.json' with { type: 'json' }
