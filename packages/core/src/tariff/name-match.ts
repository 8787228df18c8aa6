/**
 * Which names of a model a card prices besides those it lists: a closed tree of text comparisons. Capitals and small
 * letters are alike. A `regex` is of the subset that `boundedRegex` runs in linear time.
 */
export type NameMatch =
  | { readonly equals: string }
  | { readonly starts_with: string }
  | { readonly ends_with: string }
  | { readonly contains: string }
  | { readonly regex: string }
  | { readonly and: readonly NameMatch[] }
  | { readonly or: readonly NameMatch[] }
