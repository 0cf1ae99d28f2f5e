import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import type { Day } from '../../programs/rules/days.ts'

export interface StoredSuspension {
  readonly account: string
  readonly reportedBy: string
  readonly name: string
  readonly beganOn: Day
  readonly endsOn: Day
  readonly upheld: boolean
  /** The report that holds the appeal. */
  readonly appeal: string | null
}

const WHOLE = sql`select s.account, s.reported_by as "reportedBy", coalesce(p.full_name, '') as name, s.began_on as "beganOn", s.ends_on as "endsOn",
  exists (select from suspension_upholdings u where u.account = s.account) as upheld, (select a.report from suspension_appeals a where a.account = s.account) as appeal
  from account_suspensions s left join standing_people p on p.id = s.reported_by`

export const listSuspensions = (tx: Tx): Promise<StoredSuspension[]> => rows(tx, sql<StoredSuspension>`${WHOLE} order by s.began_on desc, s.account`)
export const findSuspension = (tx: Tx, account: string): Promise<StoredSuspension | undefined> => row(tx, sql<StoredSuspension>`${WHOLE} where s.account = ${account}`)

/** Reported again while it rests, the account rests for the longer of the two. */
export const suspend = (tx: Tx, s: Pick<StoredSuspension, 'account' | 'reportedBy' | 'beganOn' | 'endsOn'>) =>
  run(tx, sql`insert into account_suspensions (account, reported_by, began_on, ends_on) values (${s.account}, ${s.reportedBy}, ${s.beganOn}, ${s.endsOn})
    on conflict on constraint account_suspensions_pk do update set ends_on = greatest(account_suspensions.ends_on, excluded.ends_on)`)

export const lift = (tx: Tx, account: string) => run(tx, sql`delete from account_suspensions where account = ${account}`)

export const uphold = (tx: Tx, account: string, contact: string, on: Day) =>
  run(tx, sql`insert into suspension_upholdings (account, contact, upheld_on) select account, ${contact}, ${on} from account_suspensions where account = ${account} on conflict do nothing`)

export const addAppeal = (tx: Tx, account: string, report: string) =>
  run(tx, sql`insert into suspension_appeals (account, report) values (${account}, ${report}) on conflict do nothing`)

/** Those whose last day has come and that nobody upheld. */
export const suspensionsOver = async (tx: Tx, today: Day): Promise<string[]> =>
  (await rows(tx, sql<{ account: string }>`select s.account from account_suspensions s where s.ends_on <= ${today}
    and not exists (select from suspension_upholdings u where u.account = s.account) order by s.account`)).map(({ account }) => account)

export interface StoredSupporter {
  readonly person: string
  readonly name: string
}

export const suspendedSupporters = (tx: Tx): Promise<(StoredSupporter & { readonly beganOn: Day })[]> =>
  rows(tx, sql<StoredSupporter & { readonly beganOn: Day }>`select s.person, p.full_name as name, s.began_on as "beganOn"
    from supporter_suspensions s join standing_people p on p.id = s.person order by p.full_name, s.person`)

/** Everybody who supports and is not suspended. */
export const supportersOnDuty = (tx: Tx): Promise<StoredSupporter[]> =>
  rows(tx, sql<StoredSupporter>`select s.person, s.full_name as name from supporter_standing s
    where not s.has_left and not exists (select from supporter_suspensions x where x.person = s.person) order by s.full_name, s.person`)

/** The account of somebody who supports; undefined for everybody else. */
export const supporterAccount = async (tx: Tx, person: string): Promise<{ account: string | null } | undefined> =>
  row(tx, sql<{ account: string | null }>`select account from supporter_standing where person = ${person} and not has_left`)

export const suspendSupporter = (tx: Tx, person: string, contact: string, on: Day) =>
  run(tx, sql`insert into supporter_suspensions (person, contact, began_on) values (${person}, ${contact}, ${on}) on conflict do nothing`)

export const liftSupporter = (tx: Tx, person: string) => run(tx, sql`delete from supporter_suspensions where person = ${person}`)
