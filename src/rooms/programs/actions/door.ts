import type { Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { NEEDED_KINDS } from '../rules/crisis-lines.ts'
import { doorState, type DoorState, type ProblemWord } from '../rules/opening.ts'
import { findPublishedText } from '../store/limits.ts'
import { readDoor } from '../store/opening.ts'

/** Whether a student may make a first contact now. */
export async function doorNow(tx: Tx): Promise<DoorState> {
  const door = await readDoor(tx)
  const problems: ProblemWord[] = [
    ...(door.reviewed ? [] : ['text-not-reviewed' as const]),
    ...(NEEDED_KINDS.every((kind) => door.kinds.includes(kind)) ? [] : ['lines-missing' as const]),
  ]
  return doorState(door.opened ? { closed: door.closed } : null, problems)
}

/** For the doors of a first contact: registering, booking, dropping in. Moving and cancelling never ask. */
export const closedToStudents = async (tx: Tx): Promise<Refused<'not-open-yet'> | null> =>
  (await doorNow(tx)) === 'open' ? null : refuse('not-open-yet')

/** The version of the limits a student must have acknowledged; null while none is published. */
export const limitsVersion = async (tx: Tx): Promise<number | null> => (await findPublishedText(tx))?.version ?? null
