interface Element {
  readonly tagName?: string
  properties?: Record<string, unknown>
  readonly children?: readonly Element[]
}

/** Columns are aligned by a class: a style attribute is refused by the pages' own security policy. */
export const alignByClass = () => (tree: Element) => align(tree)

function align(element: Element): void {
  const { align: side, ...others } = element.properties ?? {}
  if (side !== undefined) element.properties = { ...others, className: `align-${side}` }
  for (const child of element.children ?? []) align(child)
}
