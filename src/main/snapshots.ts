/** The operator's own answer to "is the disk with the key store copied by snapshots?", with the day it was given. */
export interface SnapshotsAnswer {
  /** 0: none are taken. Otherwise a destroyed key may survive in them so long. */
  readonly keptDays: number
  readonly answeredOn: string
}

const ANSWER = /^(none|(\d{1,4}) days?) (\d{4}-\d{2}-\d{2})$/

/** `none 2026-11-01` or `14 days 2026-11-01`; undefined when it is neither. */
export function readSnapshotsAnswer(text: string): SnapshotsAnswer | undefined {
  const [, answer, days, answeredOn] = ANSWER.exec(text.trim().replace(/\s+/g, ' ')) ?? []
  if (!answer || !answeredOn || Number.isNaN(Date.parse(`${answeredOn}T00:00:00Z`))) return undefined
  return { keptDays: Number(days ?? 0), answeredOn }
}

/** Providers change their defaults: an answer is asked for again after a year. */
export const isStale = ({ answeredOn }: SnapshotsAnswer, today: string): boolean => Date.parse(today) - Date.parse(answeredOn) > 366 * 86_400_000
