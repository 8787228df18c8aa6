import { Fragment } from 'react'

/** A text in which no date is broken over two lines. */
export const Days = ({ text }: { readonly text: string }) =>
  text.split(/(\d{4}-\d\d-\d\d\*?)/).map((part, at) =>
    at % 2 === 1 ? (
      <span key={at} className="day">
        {part}
      </span>
    ) : (
      <Fragment key={at}>{part}</Fragment>
    ),
  )
