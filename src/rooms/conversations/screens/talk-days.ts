import { dayIn } from '../../../ui/dates.ts'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { addDays } from '../rules/epochs.ts'
import { useTalkWords } from './words.ts'

/** Names of days, as near as they are. The hour of a message is nowhere: the server never had it. */
export function useDayName(): (day: string) => string {
  const w = useTalkWords()
  const dates = useDates()
  const today = dayIn(useProgram().timeZone, Date.now())
  return (day) => (day === today ? w.today : day === addDays(today, -1) ? w.yesterday : dates.plainDay(day))
}
