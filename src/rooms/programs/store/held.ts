import { countHeld, type Holding } from '../../../platform/holdings.ts'
import { sql, type Tx } from '../../../platform/db/transaction.ts'

/** What a member of staff put down for the program, and their name stayed beside it. */
export const held = (tx: Tx, person: string): Promise<Holding[]> => countHeld(tx, [
  sql`from confidentiality_texts t where t.written_by = ${person}`, sql`from confidentiality_reviews t where t.recorded_by = ${person}`,
  sql`from crisis_line_checks t where t.recorded_by = ${person}`, sql`from opening_answers t where t.recorded_by = ${person}`,
  sql`from program_openings t where t.opened_by = ${person}`, sql`from program_closings t where t.closed_by = ${person}`,
].map((rows) => ({ kind: 'recorded-by-you', rows, goesOn: 'program-removes-it' })))
