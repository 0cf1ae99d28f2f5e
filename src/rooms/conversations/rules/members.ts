import type { Side, Standing } from './standing.ts'

export type EpochRefusal = 'epoch-moved' | 'conversation-over' | 'blocked' | 'members-fixed' | 'supporter-unknown'

export interface EpochQuestion {
  readonly epoch: number
  readonly newest: number
  readonly standing: Standing
  readonly blocked: boolean
  /** Who begins it. */
  readonly side: Side
  /** The supporter it is sealed to; null where it is not for the student and exactly one other. */
  readonly supporter: string | null
  readonly supporterNow: string
  /** Whether whoever is new is a supporter of the program today. */
  readonly mayTakeOver: boolean
}

/** docs/encryption.md 10: either side may renew the key; who reads along changes by the student's epoch alone, also where the supporter is gone. */
export function epochRefusal(q: EpochQuestion): EpochRefusal | null {
  if (q.standing === 'ended') return 'conversation-over'
  if (q.epoch !== q.newest + 1) return 'epoch-moved'
  if (q.supporter === null) return 'members-fixed'
  if (q.supporter !== q.supporterNow) {
    if (q.side !== 'student') return 'members-fixed'
    return q.mayTakeOver ? null : 'supporter-unknown'
  }
  if (q.standing === 'left' || q.standing === 'suspended') return 'conversation-over'
  return q.blocked ? 'blocked' : null
}
