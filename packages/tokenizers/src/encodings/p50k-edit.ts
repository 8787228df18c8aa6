import specials from '../../data/p50k_edit.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'
import { p50kBase } from './p50k-base.ts'

/** OpenAI's encoding of text-davinci-edit-001: p50k_base with more special tokens. */
export const p50kEdit: EncodingDefinition = { ...p50kBase, id: 'p50k_edit', specials }
