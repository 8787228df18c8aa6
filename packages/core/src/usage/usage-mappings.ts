import type { LosslessJson } from '../json/read-json.ts'
import { failed, issue, ok, type Result } from '../result.ts'
import dashscopeText from './mappings/dashscope-text.json' with { type: 'json' }
import openaiChat from './mappings/openai-chat.json' with { type: 'json' }
import { hasRequiredCounts, type UsageMapping } from './normalize-usage.ts'

/** The response formats that can be read. Adding one is adding a file and a line here. */
export const USAGE_MAPPINGS: readonly UsageMapping[] = [openaiChat, dashscopeText] as readonly UsageMapping[]

/**
 * The format a response body is written in, told by the counts that only it requires.
 *
 * Issues: `unknown-response-format`, with the formats that are known and what they look for.
 */
export function detectMapping(
  body: LosslessJson,
  mappings: readonly UsageMapping[] = USAGE_MAPPINGS,
): Result<UsageMapping> {
  const found = mappings.find((mapping) => hasRequiredCounts(body, mapping))
  if (found) return ok(found)
  const candidates = mappings.map(
    ({ api, leaves }) => `${api} (${leaves.flatMap(({ required, paths }) => (required ? paths : [])).join(', ')})`,
  )
  return failed(issue('unknown-response-format', '', { candidates }))
}
