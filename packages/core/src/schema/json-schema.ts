import { z } from 'zod'
import { annotations } from './annotations.ts'
import { balancesSchema } from './balance-schema.ts'
import { configSchema } from './config-schema.ts'
import { contractSchema } from './contract-schema.ts'
import { countSchema } from './count-schema.ts'
import { errorSchema, noticesSchema } from './error-schema.ts'
import { fxSchema } from './fx-schema.ts'
import { lintSchema } from './lint-schema.ts'
import { priceHistorySchema } from './price-history-schema.ts'
import { receiptSchema } from './receipt-schema.ts'
import { tariffDiffSchema } from './tariff-diff-schema.ts'
import { tariffImportSchema } from './tariff-import-schema.ts'
import { tariffListSchema } from './tariff-list-schema.ts'
import { tariffSchema } from './tariff-schema.ts'
import { usageMappingsSchema } from './usage-mappings-schema.ts'
import { usageSchema } from './usage-schema.ts'

interface Document {
  readonly schema: z.ZodType
  readonly title: string
  readonly description: string
}

const DOCUMENTS = {
  tariff: {
    schema: tariffSchema,
    title: 'Ratecard tariff',
    description: 'A published price document as data: sources, rate cards, modifiers, allowances, estimation rules.',
  },
  receipt: {
    schema: receiptSchema,
    title: 'Ratecard receipt',
    description: 'The immutable record of rating one usage. Every number is a decimal string.',
  },
  usage: {
    schema: usageSchema,
    title: 'Ratecard usage',
    description: 'What was used, normalised into disjoint quantities. Every number is a decimal string.',
  },
  balances: {
    schema: balancesSchema,
    title: 'Ratecard balances',
    description: 'What an account has left of free quota, resource packs and savings plans.',
  },
  contract: {
    schema: contractSchema,
    title: 'Ratecard contract',
    description: 'What an account has agreed with its provider beside the published price list.',
  },
  fx: {
    schema: fxSchema,
    title: 'Ratecard exchange rates',
    description: 'Dated exchange rates with their source, for display alone: nothing is charged in them.',
  },
  count: { schema: countSchema, title: 'Ratecard count', description: 'How many tokens texts have.' },
  lint: {
    schema: lintSchema,
    title: 'Ratecard lint',
    description: 'What is wrong with price lists, and what may be.',
  },
  'price-history': {
    schema: priceHistorySchema,
    title: 'Ratecard price history',
    description: 'Every price of a model along time, and how each is known.',
  },
  'tariff-diff': {
    schema: tariffDiffSchema,
    title: 'Ratecard tariff diff',
    description: 'What changed between two price lists, and what that does to usage.',
  },
  'tariff-list': {
    schema: tariffListSchema,
    title: 'Ratecard tariff list',
    description: 'The price lists that may be used.',
  },
  'tariff-import': {
    schema: tariffImportSchema,
    title: 'Ratecard tariff import',
    description: "What became of somebody else's price map: the tariffs that were made, and what they cannot say.",
  },
  'usage-mappings': {
    schema: usageMappingsSchema,
    title: 'Ratecard usage mappings',
    description: 'How response bodies of providers become usage: which counts lie inside which.',
  },
  config: {
    schema: configSchema,
    title: 'Ratecard configuration',
    description: 'Which price list is meant where several know a model: ratecard.config.json.',
  },
  error: { schema: errorSchema, title: 'Ratecard error', description: 'Why an input was refused, all issues at once.' },
  notices: {
    schema: noticesSchema,
    title: 'Ratecard notices',
    description: 'What is worth telling beside an answer; nothing failed.',
  },
} as const satisfies Readonly<Record<string, Document>>

/** The documents that have a published JSON Schema. */
export type DocumentName = keyof typeof DOCUMENTS

export const DOCUMENT_NAMES = Object.keys(DOCUMENTS) as readonly DocumentName[]

/** The JSON Schema (2020-12) of a document, as it is committed under `schema/`. */
export function jsonSchema(name: DocumentName): object {
  const { schema, title, description } = DOCUMENTS[name]
  const { $schema, ...rest } = z.toJSONSchema(schema, { metadata: annotations, io: 'input' })
  return { $schema, $id: `ratecard/${name}@1`, title, description, ...rest }
}
