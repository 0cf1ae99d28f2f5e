import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { FieldGroup, type FieldProps, type Option } from './field.tsx'
import { Check } from './icons.ts'
import './choices.css'

interface CheckboxProps {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onValue: (checked: boolean) => void
  disabled?: boolean
}

/** Yes or no, in a sentence the reader says yes to. */
export function Checkbox({ label, hint, checked, onValue, disabled }: CheckboxProps) {
  return <Ticked kind="checkbox" label={label} sub={hint} checked={checked} disabled={disabled} onTick={() => onValue(!checked)} />
}

/** On or off, at once, without a save button. */
export function Switch({ label, hint, checked, onValue, disabled }: CheckboxProps) {
  const id = useId()
  return (
    <label className={classes('switch', disabled && 'off')}>
      <span className="switch-text">
        <span>{label}</span>
        {hint ? <span className="field-hint" id={`${id}-hint`}>{hint}</span> : null}
      </span>
      <input type="checkbox" role="switch" checked={checked} disabled={disabled} aria-describedby={hint ? `${id}-hint` : undefined} onChange={() => onValue(!checked)} />
      <span className="switch-track" aria-hidden="true" />
    </label>
  )
}

type One<V extends string> = FieldProps & { hideLabel?: boolean; options: readonly Option<V>[]; value: V | null; onValue: (value: V) => void }
type Many<V extends string> = FieldProps & { hideLabel?: boolean; options: readonly Option<V>[]; values: readonly V[]; onValues: (values: V[]) => void }

/** One of a few, one below the other, each with room for a sentence. */
export function Radios<V extends string>({ options, value, onValue, ...group }: One<V>) {
  return (
    <FieldGroup {...group}>
      {(name) => (
        <div className="ticks">
          {options.map((option) => (
            <Ticked key={option.value} kind="radio" name={name} label={option.label} sub={option.sub} disabled={option.disabled} checked={value === option.value} onTick={() => onValue(option.value)} />
          ))}
        </div>
      )}
    </FieldGroup>
  )
}

/** Any number of a few, one below the other. */
export function Checkboxes<V extends string>({ options, values, onValues, ...group }: Many<V>) {
  return (
    <FieldGroup {...group}>
      {(name) => (
        <div className="ticks">
          {options.map((option) => (
            <Ticked key={option.value} kind="checkbox" name={name} label={option.label} sub={option.sub} disabled={option.disabled} checked={values.includes(option.value)} onTick={() => onValues(toggled(values, option.value))} />
          ))}
        </div>
      )}
    </FieldGroup>
  )
}

/** One of a few, as large pills in a row. */
export function ChoiceChips<V extends string>({ options, value, onValue, ...group }: One<V>) {
  return <Chips kind="radio" group={group} options={options} chosen={(option) => option === value} onTick={onValue} />
}

/** Any number of a few, as large pills in a row. */
export function ChoiceChipsMany<V extends string>({ options, values, onValues, ...group }: Many<V>) {
  return <Chips kind="checkbox" group={group} options={options} chosen={(option) => values.includes(option)} onTick={(option) => onValues(toggled(values, option))} />
}

const toggled = <V,>(values: readonly V[], value: V) => (values.includes(value) ? values.filter((other) => other !== value) : [...values, value])

interface TickedProps {
  kind: 'radio' | 'checkbox'
  name?: string
  label: ReactNode
  sub?: ReactNode
  checked: boolean
  disabled?: boolean | undefined
  onTick: () => void
}

function Ticked({ kind, name, label, sub, checked, disabled, onTick }: TickedProps) {
  const id = useId()
  return (
    <label className={classes('tick', disabled && 'off')}>
      <input type={kind} name={name} checked={checked} disabled={disabled} aria-labelledby={`${id}-label`} aria-describedby={sub ? `${id}-sub` : undefined} onChange={onTick} />
      <span className="tick-text">
        <span id={`${id}-label`}>{label}</span>
        {sub ? <span className="field-hint" id={`${id}-sub`}>{sub}</span> : null}
      </span>
    </label>
  )
}

interface ChipsProps<V extends string> {
  kind: 'radio' | 'checkbox'
  group: FieldProps & { hideLabel?: boolean }
  options: readonly Option<V>[]
  chosen: (value: V) => boolean
  onTick: (value: V) => void
}

function Chips<V extends string>({ kind, group, options, chosen, onTick }: ChipsProps<V>) {
  return (
    <FieldGroup {...group}>
      {(name) => (
        <div className="chips">
          {options.map((option) => (
            <label key={option.value} className={classes('chip', option.disabled && 'off')}>
              <input className="unseen" type={kind} name={name} value={option.value} checked={chosen(option.value)} disabled={option.disabled} onChange={() => onTick(option.value)} />
              {chosen(option.value) ? <Check /> : null}
              <span>{option.label}</span>
            </label>
          ))}
        </div>
      )}
    </FieldGroup>
  )
}
