import { useId, type ComponentProps, type ReactNode } from 'react'
import { CircleAlert } from './icons.ts'
import { classes } from './classes.ts'
import './field.css'

export interface FieldProps {
  label: ReactNode
  /** One sentence under the label: what is asked for, and why. */
  hint?: ReactNode
  /** What is wrong and what to do about it; empty when nothing is. */
  error?: ReactNode
}

interface Tied {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** A label, its hint and its error, tied to the control that `children` draws with the given attributes. */
export function Field({ label, hint, error, children }: FieldProps & { children: (tied: Tied) => ReactNode }) {
  const id = useId()
  const told = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const tied: Tied = { id, ...(told ? { 'aria-describedby': told } : {}), ...(error ? { 'aria-invalid': true as const } : {}) }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Hint id={id} hint={hint} />
      {children(tied)}
      <FieldError id={id} error={error} />
    </div>
  )
}

const Hint = ({ id, hint }: { id: string; hint: ReactNode }) => (hint ? <p className="field-hint" id={`${id}-hint`}>{hint}</p> : null)

const FieldError = ({ id, error }: { id: string; error: ReactNode }) =>
  error ? (
    <p className="field-error" id={`${id}-error`}>
      <CircleAlert />
      <span>{error}</span>
    </p>
  ) : null

/** The same for a group of controls: a fieldset with its legend. */
export function FieldGroup({ label, hint, error, hideLabel, children }: FieldProps & { hideLabel?: boolean; children: (name: string) => ReactNode }) {
  const id = useId()
  const told = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset className="field" aria-describedby={told || undefined}>
      <legend className={hideLabel ? 'unseen' : 'field-label'}>{label}</legend>
      <Hint id={id} hint={hint} />
      {children(id)}
      <FieldError id={id} error={error} />
    </fieldset>
  )
}

type Control<Tag extends 'input' | 'select' | 'textarea'> = FieldProps & { value: string; onValue: (value: string) => void } & Omit<ComponentProps<Tag>, 'value' | 'onChange' | 'id'>

/** One line of text. */
export function TextInput({ label, hint, error, value, onValue, className, ...rest }: Control<'input'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => <input type="text" {...rest} {...tied} value={value} onChange={(event) => onValue(event.target.value)} className={classes('input', className)} />}
    </Field>
  )
}

/** Several lines of text. */
export function TextArea({ label, hint, error, value, onValue, className, ...rest }: Control<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => <textarea rows={4} {...rest} {...tied} value={value} onChange={(event) => onValue(event.target.value)} className={classes('input', className)} />}
    </Field>
  )
}

export interface Option<V extends string = string> {
  value: V
  label: ReactNode
  sub?: ReactNode
  disabled?: boolean
}

/** One of many, by the browser's own list. `empty` is the text of the first, unanswered choice. */
export function Select<V extends string>({ label, hint, error, value, onValue, options, empty, className, ...rest }: Omit<Control<'select'>, 'value' | 'onValue' | 'children'> & { value: V | ''; onValue: (value: V) => void; options: readonly { value: V; label: string; disabled?: boolean }[]; empty?: string }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => (
        <select {...rest} {...tied} value={value} onChange={(event) => onValue(event.target.value as V)} className={classes('input', 'select', className)}>
          {empty === undefined ? null : <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
