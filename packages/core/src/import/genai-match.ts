import { boundedRegex } from '../compile/bounded-regex.ts'
import { pointer } from '../compile/lint/json-pointer.ts'
import type { LosslessJson } from '../json/read-json.ts'
import { type Issue, issue, shown } from '../result.ts'
import type { NameMatch } from '../tariff/name-match.ts'
import { cameOf, isItems, isMembers } from './members.ts'
import { isName } from './model-name.ts'

type Path = readonly (string | number)[]

const MAX_PARTS = 200
/** Deeper than anyone writes a rule; a tariff file bounds its nesting. */
const MAX_DEPTH = 8
const TEXTS = ['equals', 'starts_with', 'ends_with', 'contains', 'regex'] as const
const LISTS = ['and', 'or'] as const

/** The rule by which a model is found, without what cannot be run in bounded time: fewer names then fit, never more. */
export function readMatch(value: LosslessJson | undefined, model: string, path: Path) {
  const left: Issue[] = []
  const rule = value === undefined ? undefined : toRule(value, path, { depth: 0, tell: (found) => left.push(found) })
  const isSelf = rule && 'equals' in rule && rule.equals.toLowerCase() === model.toLowerCase()
  return { rule: isSelf ? undefined : rule, left }
}

interface Way {
  readonly depth: number
  readonly tell: (left: Issue) => void
}

function toRule(value: LosslessJson, path: Path, { depth, tell }: Way): NameMatch | undefined {
  const [[kind = '', inner] = [], ...more] = isMembers(value) ? Object.entries(value) : []
  const text = TEXTS.find((known) => known === kind)
  const list = LISTS.find((known) => known === kind)
  if (more.length === 0 && text && typeof inner === 'string' && isName(inner)) {
    if (text !== 'regex' || boundedRegex(inner)) return { [text]: inner } as NameMatch
    tell(issue('import-regex', pointer([...path, text]), { regex: shown(inner) }))
    return undefined
  }
  if (more.length === 0 && list && isItems(inner) && inner.length <= MAX_PARTS && depth < MAX_DEPTH)
    return joined(
      list,
      inner.map((part, at) => toRule(part, [...path, list, at], { depth: depth + 1, tell })),
    )
  tell(issue('import-name-rule', pointer(path), { came: cameOf(value) }))
  return undefined
}

/** Of alternatives those that are known; of conditions all or nothing. */
function joined(list: (typeof LISTS)[number], parts: readonly (NameMatch | undefined)[]): NameMatch | undefined {
  const known = parts.filter((part) => part !== undefined)
  if (known.length === 0 || (list === 'and' && known.length < parts.length)) return undefined
  return list === 'and' ? { and: known } : { or: known }
}
