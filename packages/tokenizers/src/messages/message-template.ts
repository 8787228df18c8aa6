/** A part of a template: text, or a control token by its name. */
export type TemplatePart = string | { readonly special: string }

/** What stands around the content of each message of one role. */
export interface RoleTemplate {
  readonly before: readonly TemplatePart[]
  readonly after: readonly TemplatePart[]
}

/** How a template treats what a model thinks before it answers. */
export interface ThinkingTemplate {
  /** What marks thoughts in the content of an assistant message: all before the last `close` is thoughts. */
  readonly open: string
  readonly close: string
  /** Follows the reply's beginning where thinking is off: thoughts that are there already, and empty. */
  readonly skipped: readonly TemplatePart[]
  /** A user message between these is the answer of a tool: thoughts from before it are still shown. */
  readonly toolAnswer: { readonly start: string; readonly end: string }
}

/** A chat template that renders a conversation to one text, so that its tokens are certain. */
export interface RenderedTemplate {
  readonly kind: 'rendered'
  /** Stands before everything else. */
  readonly start: readonly TemplatePart[]
  readonly roles: Readonly<Record<string, RoleTemplate>>
  /** Content of the system message that is put first where the first message is none. */
  readonly defaultSystem?: string
  /** If set, the system messages stand together behind `start`, wherever they were, with this between them. */
  readonly systemSeparator?: string
  readonly thinking?: ThinkingTemplate
  /** The beginning of the answer, which the model continues. */
  readonly reply: readonly TemplatePart[]
}

/** A published rule of thumb, for models whose rendering is not published. */
export interface MessageRule {
  readonly kind: 'rule'
  /** Added to the tokens of each message's role, content and name. */
  readonly perMessage: number
  /** Added once more for a name. */
  readonly perName: number
  /** The beginning of the answer. */
  readonly reply: number
}

/** How messages become tokens, as data. */
export type MessageTemplate = RenderedTemplate | MessageRule
