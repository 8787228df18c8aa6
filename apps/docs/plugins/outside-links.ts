interface Node {
  type: string
  url?: string
  readonly children?: Node[]
}

/**
 * Documents of the repository link to its other files. Of these the site has the JSON Schemas; what else they lead to is
 * named and no link.
 */
export const outsideLinks =
  ({ baseUrl }: { readonly baseUrl: string }) =>
  (tree: Node) =>
    rewrite(tree, baseUrl)

const SCHEMA = /^(?:\.\.\/)+packages\/core\/schema\/(.+\.json)$/

function rewrite(node: Node, baseUrl: string): void {
  const [, schema] = SCHEMA.exec(node.url ?? '') ?? []
  if (schema !== undefined) node.url = `pathname://${baseUrl}${schema}`
  else if (node.type === 'link' && /^(?:\.\.\/)+(?!docs\/)/.test(node.url ?? '')) {
    node.type = 'emphasis'
    delete node.url
  }
  for (const child of node.children ?? []) rewrite(child, baseUrl)
}
