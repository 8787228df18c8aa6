import type { Locale } from '@ratecard/core/messages'
import { say } from '../messages/say.ts'
import type { OpenApi, Parameter, Schema } from '../openapi/open-api.ts'
import { type Html, html, prose } from './html.ts'
import { choicesOf, resolve, typeOfSchema } from './type-of-schema.ts'

/** Where the fields stand, and what they are read with. */
export interface Reading {
  readonly document: OpenApi
  readonly locale: Locale
}

interface Field {
  readonly name: string
  readonly schema: Schema
  readonly isNeeded: boolean
  /** Where else than in the body it stands. */
  readonly place?: string
}

export const parameterList = (parameters: readonly Parameter[], reading: Reading): Html =>
  fieldList(
    parameters.map(({ name, in: place, required = false, description, schema }) => ({
      name,
      schema: { ...schema, ...(description !== undefined && { description }) },
      isNeeded: required,
      place: say(place === 'path' ? 'page.in-path' : 'page.in-query', reading.locale),
    })),
    reading,
  )

/** The fields of a schema; those that are needed come first. */
export function schemaFields(schema: Schema, reading: Reading): Html {
  const { properties = {}, required = [] } = resolve(schema, reading.document)
  const fields = Object.entries(properties).map(([name, field]) => ({
    name,
    schema: field,
    isNeeded: required.includes(name),
  }))
  return fieldList(
    [...fields].sort((a, b) => Number(b.isNeeded) - Number(a.isNeeded)),
    reading,
  )
}

const fieldList = (fields: readonly Field[], reading: Reading): Html =>
  html`<dl class="fields">${fields.map((field) => fieldOf(field, reading))}</dl>`

function fieldOf({ name, schema, isNeeded, place }: Field, reading: Reading): Html {
  const { document, locale } = reading
  const { description = '', example } = schema
  const shown = example === undefined ? undefined : typeof example === 'string' ? example : JSON.stringify(example)
  return html`<div>
<dt><code>${name}</code> <span class="type">${prose(typeOfSchema(schema, document, locale))}</span>${place && html` <span class="type">${place}</span>`}${isNeeded ? html` <span class="needed">${say('page.needed', locale)}</span>` : undefined}</dt>
<dd>${prose(description)}${shown && html` <span class="type">${say('page.example', locale)} <code>${shown}</code></span>`}${choices(schema, reading)}${inner(schema, reading)}</dd>
</div>`
}

function choices(schema: Schema, { document, locale }: Reading): Html | undefined {
  const many = choicesOf(schema, document)
  if (many === undefined) return undefined
  const summary = say(many.kind, locale, { count: String(many.choices.length) })
  const listed = many.choices.map((choice) => html`<code>${choice}</code> `)
  return html`<details><summary>${summary}</summary><p class="choices">${listed}</p></details>`
}

/** The fields of what stands in a list or an object, unless it is a document of its own. */
function inner(schema: Schema, reading: Reading): Html | undefined {
  const [own] = [schema, ...(schema.anyOf ?? [])]
    .map((one) => one.items ?? one)
    .filter((one) => one.$ref === undefined && one.properties)
  return own && schemaFields(own, reading)
}
