import { addDays, EPOCH_MESSAGES, type Day } from './epochs.ts'

interface Running {
  /** Messages that the newest epoch has taken. */
  readonly said: number
  readonly shredOn: Day
  readonly keepDays: number
}

/** PROTOCOL 3.6: the next message begins a new epoch after a hundred messages or seven days. */
export const isTimeForNextEpoch = ({ said, shredOn, keepDays }: Running, today: Day): boolean => said >= EPOCH_MESSAGES || today >= addDays(shredOn, -keepDays)
