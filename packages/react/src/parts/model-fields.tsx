import type { Issue } from '@ratecard/core'
import { facetName, facetText, localized, messageTemplate } from '@ratecard/core/messages/plain'
import { useId } from 'react'
import type { ModelFacet } from '../pricing/facets-of.ts'
import type { ListedList } from '../pricing/price-lists.ts'
import type { Inputs } from '../state/inputs.ts'
import { Field, SelectField, TextField } from './field.tsx'
import { useWords, type Words } from './words.tsx'

interface ModelFieldsProps {
  readonly lists: readonly ListedList[]
  readonly chosen: ListedList
  readonly models: readonly string[]
  /** What stands in the field; where that is nothing, the model of the inputs is taken. */
  readonly model: string
  readonly inputs: Inputs
  readonly facets: readonly ModelFacet[]
  readonly issue: Issue | undefined
  readonly change: (changed: Partial<Inputs>) => void
}

/** What is called: the price list, the model, the day, and what else chooses a price. */
export function ModelFields({ lists, chosen, models, model, inputs, facets, issue, change }: ModelFieldsProps) {
  const words = useWords()
  const { say, locale } = words
  const datalist = useId()
  const isOfOne = lists.every(({ provider }) => provider === lists[0]?.provider)
  return (
    <fieldset className="rc-fields">
      <legend className="rc-hidden">{say('what')}</legend>
      {lists.length > 1 && (
        <SelectField
          label={say('list')}
          className={isOfOne ? '' : 'rc-wide'}
          value={chosen.id}
          options={lists.map((list) => [list.id, listName(list, isOfOne, words)])}
          onChange={(list) => change({ list })}
        />
      )}
      {models.length === 1 ? (
        <Field label={say('model')}>{(control) => <output {...control}>{models[0]}</output>}</Field>
      ) : (
        <TextField
          label={say('model')}
          value={model}
          placeholder={inputs.model}
          list={datalist}
          issue={issue}
          onInput={(name) => change({ model: name.trim() })}
        />
      )}
      <datalist id={datalist}>
        {models.map((own) => (
          <option key={own} value={own} />
        ))}
      </datalist>
      <TextField
        label={say('day')}
        hint={inputs.day === '' ? say('today') : undefined}
        type="date"
        value={inputs.day}
        onInput={(day) => change({ day })}
      />
      {facets.map((facet) => (
        <SelectField
          key={facet.name}
          label={facetName(facet.name, locale)}
          value={inputs.facets[facet.name] ?? ''}
          options={[
            ['', say('usual', { value: facetText(facet.name, facet.default, locale) })],
            ...facet.values.map((value) => [value, facetText(facet.name, value, locale)] as const),
          ]}
          onChange={(value) => change({ facets: withFacet(inputs.facets, facet.name, value) })}
        />
      ))}
    </fieldset>
  )
}

function withFacet(facets: Inputs['facets'], name: string, value: string): Inputs['facets'] {
  const { [name]: _before, ...others } = facets
  return value === '' ? others : { ...others, [name]: value }
}

/** `Alibaba Cloud Model Studio · International · USD`; without the provider where there is one alone. */
function listName(list: ListedList, isOfOne: boolean, { say, locale }: Words): string {
  const { provider, scope, currency, name } = list
  if (name !== undefined) return [localized(name, locale), currency].join(' · ')
  const word = (code: string, otherwise: string) => (messageTemplate(`ui.${code}`, locale) ? say(code) : otherwise)
  const names = isOfOne && scope !== undefined ? [] : [word(`provider.${provider}`, provider)]
  if (scope !== undefined) names.push(word(`scope.${scope}`, scope))
  return [...names, currency].join(' · ')
}
