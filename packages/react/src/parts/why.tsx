import type { LineItem } from '@ratecard/core'
import { explainLine, localized, statusReason } from '@ratecard/core/messages/plain'
import { useWords } from './words.tsx'

/** How a line comes about: the arithmetic, the rule, and where the price is from. */
export function Why({ line }: { readonly line: LineItem }) {
  const { locale, say } = useWords()
  const { source, evidence, rates, modifiers } = line
  return (
    <dl className="rc-facts">
      <dt>{say('arithmetic')}</dt>
      <dd>
        <bdi>{explainLine(line, locale)}</bdi>
      </dd>
      <dt>{say('status')}</dt>
      <dd>{statusReason(line, locale)}</dd>
      {rates.length > 0 && <dt>{say('rule')}</dt>}
      {rates.map(({ id }) => (
        <dd key={id}>
          <code>{id}</code>
        </dd>
      ))}
      {modifiers.length > 0 && <dt>{say('modifiers')}</dt>}
      {modifiers.map(({ id, name }) => (
        <dd key={id}>{name ? localized(name, locale) : id}</dd>
      ))}
      {source && (
        <>
          <dt>{say('source')}</dt>
          <dd>
            <a href={source.url} target="_blank" rel="noopener noreferrer">
              {localized(source.title, locale)}
            </a>{' '}
            {say('checked', { day: source.checked })}
          </dd>
        </>
      )}
      {evidence && (
        <>
          <dt>{say('evidence')}</dt>
          <dd>{say(`evidence.${evidence}`)}</dd>
        </>
      )}
    </dl>
  )
}
