import mistakes from './zh/mistakes.json' with { type: 'json' }
import receipt from './zh/receipt.json' with { type: 'json' }

export const zh: Readonly<Record<string, string>> = { ...receipt, ...mistakes }
