import { classes } from './classes.ts'
import { Check } from './icons.ts'
import { uiWords } from './ui-words.ts'
import { useWords } from './words.tsx'
import './steps.css'

/** Where one is in a short row of steps; `current` counts from 0; past the last one all are done. */
export function Steps({ steps, current }: { steps: readonly string[]; current: number }) {
  const w = useWords(uiWords)
  return (
    <ol className="steps" aria-label={w.step_of(Math.min(current + 1, steps.length), steps.length)}>
      {steps.map((step, index) => (
        <li key={step} className={classes('step', index < current && 'step-done')} aria-current={index === current ? 'step' : undefined}>
          <span className="step-dot" aria-hidden="true">
            {index < current ? <Check /> : index + 1}
          </span>
          <span className="step-name">
            {step}
            {index < current ? <span className="unseen"> ({w.step_done})</span> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
