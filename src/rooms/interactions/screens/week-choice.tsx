import { useState } from 'react'
import { ChoiceChips } from '../../../ui/choices.tsx'
import { Select } from '../../../ui/field.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useWords } from '../../../ui/words.tsx'
import { dayOfWeek } from '../rules/periods.ts'
import { interactionWords } from './words.ts'

type Near = 'this' | 'last' | 'earlier'

/** This week, last week, or one of the weeks before. */
export function WeekChoice({ weeks, value, onValue }: { weeks: readonly string[]; value: string; onValue: (week: string) => void }) {
  const w = useWords(interactionWords)
  const dates = useDates()
  const [thisWeek = '', lastWeek = '', ...earlier] = weeks
  const [near, setNear] = useState<Near>(value === lastWeek ? 'last' : earlier.includes(value) ? 'earlier' : 'this')
  function choose(next: Near) {
    setNear(next)
    onValue({ this: thisWeek, last: lastWeek, earlier: earlier[0] ?? thisWeek }[next])
  }
  return (
    <>
      <ChoiceChips
        label={w.week}
        options={[{ value: 'this', label: w.week_this }, { value: 'last', label: w.week_last }, { value: 'earlier', label: w.week_earlier }]}
        value={near}
        onValue={choose}
      />
      {near === 'earlier' ? (
        <Select label={w.week_which} value={value} onValue={onValue} options={earlier.map((week) => ({ value: week, label: w.week_of(dates.plainDay(dayOfWeek(week, 1))) }))} />
      ) : null}
    </>
  )
}
