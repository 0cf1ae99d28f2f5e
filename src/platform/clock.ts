/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** The only place on the server that looks at the time; tests hand in one that they can turn. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }
