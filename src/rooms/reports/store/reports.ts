import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import type { Day } from '../../programs/rules/days.ts'
import { settingsOf, type ProgramSettings } from '../../programs/rules/settings.ts'
import type { ReportKind } from '../rules.ts'

export interface StoredReport {
  readonly id: string
  readonly kind: ReportKind
  /** Whose it is, as a hash under the report's own key. */
  readonly holder: Buffer
  readonly arrivedOn: Day
  readonly shredOn: Day
}

export interface ReportProgress extends StoredReport {
  readonly read: boolean
  readonly closed: boolean
  /** Contacts who hold a wrap. */
  readonly contacts: readonly string[]
}

const PROGRESS = sql`select r.id, r.kind, r.holder, r.arrived_on as "arrivedOn", r.shred_on as "shredOn",
  exists (select from report_readings d where d.report = r.id) as read, exists (select from report_closings c where c.report = r.id) as closed,
  (select coalesce(array_agg(w.contact::text), '{}') from report_wraps w where w.report = r.id) as contacts from reports r`

/** Newest first; few at any time, because each ends. */
export const listReports = (tx: Tx): Promise<ReportProgress[]> => rows(tx, sql<ReportProgress>`${PROGRESS} order by r.arrived_on desc, r.id`)
export const findReport = (tx: Tx, id: string): Promise<ReportProgress | undefined> => row(tx, sql<ReportProgress>`${PROGRESS} where r.id = ${id}`)

export const addReport = (tx: Tx, report: StoredReport & { readonly boxSealed: Buffer }) =>
  run(tx, sql`insert into reports (id, kind, holder, box_sealed, arrived_on, shred_on)
    values (${report.id}, ${report.kind}, ${report.holder}, ${report.boxSealed}, ${report.arrivedOn}, ${report.shredOn})`)

export const addWrap = (tx: Tx, report: string, contact: string, wrapSealed: Buffer) =>
  run(tx, sql`insert into report_wraps (report, contact, wrap_sealed) values (${report}, ${contact}, ${wrapSealed})`)

/** The box and the one wrap of this contact. */
export const findSealed = (tx: Tx, report: string, contact: string) =>
  row(tx, sql<{ kind: ReportKind; boxSealed: Buffer; wrapSealed: Buffer }>`select r.kind, r.box_sealed as "boxSealed", w.wrap_sealed as "wrapSealed"
    from reports r join report_wraps w on w.report = r.id where r.id = ${report} and w.contact = ${contact}`)

export const addReading = (tx: Tx, report: string, contact: string, on: Day) =>
  run(tx, sql`insert into report_readings (report, contact, read_on) values (${report}, ${contact}, ${on}) on conflict do nothing`)

export const addClosing = (tx: Tx, report: string, contact: string, on: Day) =>
  run(tx, sql`insert into report_closings (report, contact, closed_on) values (${report}, ${contact}, ${on}) on conflict do nothing`)

export const reportsOver = async (tx: Tx, today: Day): Promise<string[]> =>
  (await rows(tx, sql<{ id: string }>`select id from reports where shred_on <= ${today} order by id`)).map(({ id }) => id)

export const dropReport = (tx: Tx, id: string) => run(tx, sql`delete from reports where id = ${id}`)

export const isThere = async (tx: Tx, id: string): Promise<boolean> => (await row(tx, sql`select from reports where id = ${id}`)) !== undefined

export const programSettings = async (tx: Tx): Promise<ProgramSettings> =>
  settingsOf((await row(tx, sql<{ settings: object }>`select settings from programs`))?.settings ?? {})

/** How many students wrote about a supporter, and how many accounts rest. */
export const counts = async (tx: Tx): Promise<{ reports: number; accounts: number }> =>
  (await row(tx, sql<{ reports: number; accounts: number }>`select
    (select count(*)::int from reports where kind = 'supporter') as reports, (select count(*)::int from account_suspensions) as accounts`))!
