import type { Tx } from '../../../platform/db/transaction.ts'
import { NEEDED_KINDS } from '../rules/crisis-lines.ts'
import { doorState, type DoorState, type ProblemWord } from '../rules/opening.ts'
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
