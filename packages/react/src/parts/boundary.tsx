import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  /** What is shown in place of what could not be, with what tries once more. */
  readonly otherwise: (again: () => void) => ReactNode
  readonly children: ReactNode
}

/** Keeps what goes wrong inside of it from the rest of the page. */
export class Boundary extends Component<BoundaryProps, { readonly isBroken: boolean }> {
  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override state = { isBroken: false }

  override render(): ReactNode {
    const { otherwise, children } = this.props
    return this.state.isBroken ? otherwise(() => this.setState({ isBroken: false })) : children
  }
}
