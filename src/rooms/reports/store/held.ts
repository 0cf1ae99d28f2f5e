import { rows, sql, type Tx } from '../../../platform/db/transaction.ts'
import { countHeld, type Holding, type Whose } from '../../../platform/holdings.ts'

export interface HeldReport {
  readonly id: string
  readonly holder: Buffer
  readonly bytes: number
  readonly shredOn: string
}

/** Every report, with the hash that tells whose it is to whoever holds its key. */
export const heldReports = (tx: Tx): Promise<HeldReport[]> =>
  rows(tx, sql<HeldReport>`select id, holder, pg_column_size(r.*)::int as bytes, shred_on as "shredOn" from reports r order by id`)

export const heldBeside = (tx: Tx, { account, person }: Whose): Promise<Holding[]> => countHeld(tx, [
  { kind: 'suspension', rows: sql`from account_suspensions t where t.account = ${account}`, goesOn: sql`case when exists (select from suspension_upholdings u where u.account = t.account) then 'when-lifted' else t.ends_on::text end` },
  { kind: 'suspension', rows: sql`from suspension_upholdings t where t.account = ${account}`, goesOn: 'when-lifted' },
  { kind: 'appeal', rows: sql`from suspension_appeals t where t.account = ${account}`, goesOn: 'when-lifted' },
  { kind: 'supporter-suspension', rows: sql`from supporter_suspensions t where t.person = ${person}::uuid`, goesOn: 'when-lifted' },
  { kind: 'report-read', rows: sql`from report_wraps t where t.contact = ${person}::uuid`, goesOn: 'with-the-report' },
  { kind: 'report-read', rows: sql`from report_readings t where t.contact = ${person}::uuid`, goesOn: 'with-the-report' },
  { kind: 'report-read', rows: sql`from report_closings t where t.contact = ${person}::uuid`, goesOn: 'with-the-report' },
  { kind: 'recorded-by-you', rows: sql`from account_suspensions t where t.reported_by = ${person}::uuid`, goesOn: 'when-lifted' },
  { kind: 'recorded-by-you', rows: sql`from suspension_upholdings t where t.contact = ${person}::uuid`, goesOn: 'when-lifted' },
  { kind: 'recorded-by-you', rows: sql`from supporter_suspensions t where t.contact = ${person}::uuid`, goesOn: 'when-lifted' },
  { kind: 'emergency-contact', rows: sql`from emergency_contacts t join conversation_members m on m.conv = t.conv where m.student = ${account}`, goesOn: 'with-the-conversation' },
  { kind: 'emergency-contact', rows: sql`from emergency_halves t join conversation_members m on m.conv = t.conv where m.student = ${account}`, goesOn: 'with-the-conversation' },
  { kind: 'emergency-opening', rows: sql`from emergency_openings t join conversation_members m on m.conv = t.conv where m.student = ${account}`, goesOn: 'with-the-conversation' },
  { kind: 'emergency-opening', rows: sql`from emergency_openings t where t.supporter = ${person}::uuid`, goesOn: 'with-the-conversation' },
  { kind: 'emergency-on-call', rows: sql`from emergency_halves t where t.person = ${person}::uuid`, goesOn: 'with-the-conversation' },
  { kind: 'emergency-on-call', rows: sql`from emergency_opening_halves t where t.person = ${person}::uuid`, goesOn: 'with-the-conversation' },
  { kind: 'emergency-on-call', rows: sql`from emergency_readings t where t.person = ${person}::uuid`, goesOn: 'with-the-conversation' },
])
