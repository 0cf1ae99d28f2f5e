import type { AskStaffFacts } from '../rooms/programs/actions.ts'
import { peopleForOpening } from '../rooms/people/actions.ts'
import { readinessForOpening } from '../rooms/supporters/actions.ts'

/** What the opening checklist asks of the rooms below programs. See [Note: Staff facts]. */
export const staffFacts: AskStaffFacts = async (tx, today) => ({ ...(await peopleForOpening(tx, today)), ...(await readinessForOpening(tx, today)) })
