import type { Props } from '@theme/CodeBlock/Line/Token'

/** A token is coloured by its classes: a style attribute is refused by the policy of the site. */
export default function CodeBlockLineToken({ line: _line, token: _token, style: _style, ...props }: Props) {
  return <span {...props} />
}
