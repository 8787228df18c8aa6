import { Calculator } from '@ratecard/react'

/** Rendered on the server: what is between the tags is there before any script, and for readers without. */
export default function Page() {
  return (
    <main>
      <h1>What a call costs</h1>
      <Calculator locale="en">
        <p>Prices are per million tokens.</p>
      </Calculator>
    </main>
  )
}
