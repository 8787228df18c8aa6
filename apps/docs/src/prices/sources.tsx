import type { SourceNote } from '../../plugins/prices/price-data.ts'
import { say } from '../say.ts'

interface SourcesProps {
  readonly sources: readonly SourceNote[]
  readonly anchor: string
}

/** Where prices and rules were read, and when. */
export const Sources = ({ sources, anchor }: SourcesProps) => (
  <ol className="sources">
    {sources.map(({ number, title, url, checked, evidence, quote }) => (
      <li key={number} id={`${anchor}-source-${number}`}>
        <a href={url} rel="noreferrer">
          {title}
        </a>
        <p>{say('source.about', { checked, evidence })}</p>
        {quote && <blockquote>{quote}</blockquote>}
      </li>
    ))}
  </ol>
)
