import { run, sql, type Tx } from './db/transaction.ts'
import { countHeld, type HeldBy } from './holdings.ts'

/** Notes what a member of staff did, by day. Never a student, never a booking: `detail` holds names of settings and roles only. */
export async function writeAudit(tx: Tx, entry: { person: string | null; event: string; day: string; detail?: string }): Promise<void> {
  await run(tx, sql`insert into audit_entries (person, event, day, detail)
    values (${entry.person}, ${entry.event}, ${entry.day}, ${entry.detail ?? null})`)
}

export const auditHeld: HeldBy = {
  tables: ['audit_entries'],
  of: (tx, _here, { person }) => countHeld(tx, [{ kind: 'audit', rows: sql`from audit_entries t where t.person = ${person}::uuid`, goesOn: 'program-removes-it' }]),
}
