/** A part of a type: a word, or the name of a schema that has a table of its own. */
export interface TypePart {
  readonly text: string
  readonly schema?: string
}

export interface Field {
  readonly name: string
  /** Where a parameter stands: in the path, the query or a header. */
  readonly place?: string
  readonly type: readonly TypePart[]
  readonly isRequired: boolean
  readonly description: string
}

export interface Shape {
  readonly name: string
  readonly description: string
  readonly type: readonly TypePart[]
  readonly fields: readonly Field[]
}

export interface ApiAnswer {
  readonly status: string
  readonly description: string
  readonly type: readonly TypePart[]
  readonly example?: string
}

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly parameters: readonly Field[]
  readonly body?: {
    readonly description: string
    readonly type: readonly TypePart[]
    readonly fields: readonly Field[]
    readonly example?: string
  }
  readonly answers: readonly ApiAnswer[]
}

export interface ApiGroup {
  readonly id: string
  readonly name: string
  readonly href: string
  readonly operations: readonly Operation[]
}

export type GroupLink = Pick<ApiGroup, 'id' | 'name' | 'href'>

export interface ApiPageData {
  readonly groups: readonly GroupLink[]
  readonly schemasHref: string
}

export interface GroupPageData extends ApiPageData {
  readonly group: ApiGroup
}

export interface SchemasPageData extends ApiPageData {
  readonly shapes: readonly Shape[]
}

export interface ApiIndexData extends ApiPageData {
  readonly title: string
  readonly description: string
  readonly operations: readonly (GroupLink & {
    readonly operations: readonly Pick<Operation, 'id' | 'method' | 'path' | 'summary'>[]
  })[]
}
