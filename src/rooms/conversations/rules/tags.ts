import { addDays, EPOCH_DAYS, type Day } from './epochs.ts'

/** The longest that a program may keep messages. */
export const LONGEST_KEPT_DAYS = 365

/** The key of a month's tags serves until the last report on a message of that month is gone. */
export const isTagKeyOver = (month: string, reportDays: number, today: Day): boolean =>
  today > addDays(`${month}-28`, 3 + EPOCH_DAYS + LONGEST_KEPT_DAYS + reportDays)
