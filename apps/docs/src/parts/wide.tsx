import type { ReactNode } from 'react'

/** A table that scrolls by itself where the page is narrower, by keyboard too. */
export const Wide = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a group of no form, and no landmark.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
  <div className="wide" role="group" aria-label={label} tabIndex={0}>
    {children}
  </div>
)
