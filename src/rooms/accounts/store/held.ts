import { countHeld, type Holding } from '../../../platform/holdings.ts'
import { sql, type Tx } from '../../../platform/db/transaction.ts'

export const held = (tx: Tx, { account, person, zone }: { account: string; person: string | null; zone: string }): Promise<Holding[]> => countHeld(tx, [
  { kind: 'account', rows: sql`from accounts t where t.id = ${account}`, goesOn: 'with-the-account' },
  { kind: 'closed-account', rows: sql`from account_closures t where t.account = ${account}`, goesOn: 'with-the-account' },
  { kind: 'way-back', rows: sql`from ways_back t where t.account = ${account}`, goesOn: 'you-remove-it' },
  { kind: 'session', rows: sql`from sessions t where t.account = ${account}`, goesOn: sql`(t.expires_at at time zone ${zone})::date` },
  { kind: 'vault', rows: sql`from vaults t where t.account = ${account}`, goesOn: 'with-the-account' },
  { kind: 'vault', rows: sql`from vaults_waiting t where t.account = ${account}`, goesOn: 'with-the-account' },
  { kind: 'invitation', rows: sql`from invitation_acceptances t where t.account = ${account}`, goesOn: 'with-the-account' },
  { kind: 'invitation', rows: sql`from invitations t where t.subject = ${person}::uuid`, goesOn: sql`t.expires_on` },
])

/** A row that waits, and the marks of its ways back. */
export const heldOfArrival = (tx: Tx, lookup: Buffer, goesOn: string): Promise<Holding[]> => countHeld(tx, [
  { kind: 'arrival', rows: sql`from arrivals t where t.lookup = ${lookup}`, goesOn: sql`${goesOn}::text` },
  { kind: 'arrival', rows: sql`from arrival_ways t where t.arrival = ${lookup}`, goesOn: sql`${goesOn}::text` },
])
