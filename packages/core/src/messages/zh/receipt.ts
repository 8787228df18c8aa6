export { default as messages } from './receipt.json' with { type: 'json' }
