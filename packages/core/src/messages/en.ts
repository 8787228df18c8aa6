import mistakes from './en/mistakes.json' with { type: 'json' }
import receipt from './en/receipt.json' with { type: 'json' }

export const en: Readonly<Record<string, string>> = { ...receipt, ...mistakes }
