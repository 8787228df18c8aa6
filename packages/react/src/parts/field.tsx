import type { Issue } from '@ratecard/core'
import { type ReactNode, useId } from 'react'
import { IssueText } from './issue-text.tsx'

/** What a control inside a field is given, so that its label, hint and mistake are told with it. */
export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

interface FieldProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly issue?: Issue | undefined
  readonly className?: string
  readonly children: (control: ControlProps) => ReactNode
}

/** A control with its label, and below it a hint or what is wrong. */
export function Field({ label, hint, issue, className = '', children }: FieldProps) {
  const id = useId()
  const told = issue !== undefined || hint !== undefined
  return (
    <div className={`rc-field ${className}`} part="field">
      <label htmlFor={id} part="label">
        {label}
      </label>
      {children({ id, ...(told && { 'aria-describedby': `${id}-told` }), ...(issue && { 'aria-invalid': true }) })}
      {told && (
        <p id={`${id}-told`} className={issue ? 'rc-mistake' : 'rc-hint'}>
          {issue ? <IssueText issue={issue} /> : hint}
        </p>
      )}
    </div>
  )
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly inputMode?: 'decimal' | 'numeric' | 'text'
  readonly type?: 'text' | 'date'
  readonly list?: string
  readonly placeholder?: string
}

/** A field of one line. */
export function TextField({ value, onInput, inputMode, type = 'text', list, placeholder, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          part="input"
          type={type}
          value={value}
          {...(inputMode && { inputMode })}
          {...(list && { list })}
          {...(placeholder && { placeholder })}
          autoComplete="off"
          spellCheck={false}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

interface SelectFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly onChange: (value: string) => void
}

/** A field with a few answers. */
export function SelectField({ value, options, onChange, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <select {...control} part="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {options.map(([own, label]) => (
            <option key={own} value={own}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
