/** Marks that lead to the sources of a list. */
export const References = ({ numbers, anchor }: { readonly numbers: readonly string[]; readonly anchor: string }) => (
  <>
    {numbers.map((number) => (
      <a key={number} className="reference" href={`#${anchor}-source-${number}`}>
        [{number}]
      </a>
    ))}
  </>
)
