/** A calendar day in the program's zone, such as 2026-11-28. */
export type Day = string

const DAY_MS = 86_400_000

/** docs/encryption.md 10: browsers begin a new epoch after so many messages or days. */
export const EPOCH_MESSAGES = 100
export const EPOCH_DAYS = 7

/** Where the server stops taking messages for an epoch, one day and as many messages later: two devices may not see the limit at once. */
export const LAST_SEQ = 2 * EPOCH_MESSAGES - 1

export const addDays = (day: Day, days: number): Day => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The last day on which an epoch takes messages, unless the next one begins before. */
export const lastDayOf = (begunOn: Day): Day => addDays(begunOn, EPOCH_DAYS)

/** The day on which an epoch's key is destroyed. */
export const shredDay = (lastOn: Day, keepDays: number): Day => addDays(lastOn, keepDays)

export const isEpochOver = (epoch: { begunOn: Day; seq: number }, today: Day): boolean => today > lastDayOf(epoch.begunOn) || epoch.seq > LAST_SEQ
