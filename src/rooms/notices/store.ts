import { countHeld, type Holding } from '../../platform/holdings.ts'
import { row, rows, run, sql, type Tx } from '../../platform/db/transaction.ts'
import { json } from '../../platform/db/values.ts'
import type { Locale } from '../../ui/same-words.ts'
import type { ChannelKind } from './rules.ts'

export interface PushReach { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
export interface Channel {
  readonly id: string
  readonly person: string
  readonly kind: ChannelKind
  readonly reach: Partial<PushReach> & { readonly address?: string; readonly hash?: string }
  readonly locale: Locale
}

export const channelsOf = (tx: Tx, person: string): Promise<Channel[]> =>
  rows(tx, sql<Channel>`select id, person, kind, reach, locale from notice_channels where person = ${person} order by kind, id`)

/** The channels of these people, without those who have left. */
export const channelsOfAll = (tx: Tx, people: readonly string[]): Promise<Channel[]> =>
  rows(tx, sql<Channel>`select c.id, c.person, c.kind, c.reach, c.locale from notice_channels c join standing_people p on p.id = c.person where c.person = any(${people}::uuid[])`)

export const addPush = async (tx: Tx, person: string, reach: PushReach, locale: Locale): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into notice_channels (person, kind, reach, locale) values (${person}, 'push', ${json(reach)}, ${locale})
    on conflict (program, person, (reach ->> 'endpoint')) where kind = 'push' do update set reach = excluded.reach, locale = excluded.locale returning id`))!.id

export const setMail = async (tx: Tx, person: string, address: string, locale: Locale): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into notice_channels (person, kind, reach, locale) values (${person}, 'mail', ${json({ address })}, ${locale})
    on conflict (program, person) where kind = 'mail' do update set reach = excluded.reach, locale = excluded.locale returning id`))!.id

export const setCalendar = async (tx: Tx, person: string, hash: string, locale: Locale): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into notice_channels (person, kind, reach, locale) values (${person}, 'calendar', ${json({ hash })}, ${locale})
    on conflict (program, person) where kind = 'calendar' do update set reach = excluded.reach, locale = excluded.locale returning id`))!.id

/** Nothing where the browser has meanwhile sent another address in its place. */
export const removeUnchanged = (tx: Tx, { id, reach }: Channel): Promise<number> =>
  run(tx, sql`delete from notice_channels where id = ${id} and reach = ${json(reach)}`)

export const removeChannel = (tx: Tx, id: string, person: string): Promise<number> =>
  run(tx, sql`delete from notice_channels where id = ${id} and person = ${person}`)

export const feedOf = (tx: Tx, hash: string): Promise<{ person: string; locale: Locale } | undefined> =>
  row(tx, sql<{ person: string; locale: Locale }>`select c.person, c.locale
    from notice_channels c join standing_people p on p.id = c.person where c.kind = 'calendar' and c.reach ->> 'hash' = ${hash}`)

export interface StudentDevice {
  readonly id: string
  readonly account: string
  readonly sealed: Buffer
}

export const devicesOf = (tx: Tx, account: string): Promise<StudentDevice[]> => devicesOfAll(tx, [account])
export const devicesOfAll = (tx: Tx, accounts: readonly string[]): Promise<StudentDevice[]> =>
  rows(tx, sql<StudentDevice>`select id, account, address_sealed as sealed from student_devices where account = any(${accounts}::text[]) order by id`)

/** An id that is another's is left as it is. */
export const putDevice = (tx: Tx, { id, account, sealed }: StudentDevice): Promise<number> => run(tx, sql`
  insert into student_devices (id, account, address_sealed) values (${id}, ${account}, ${sealed})
  on conflict on constraint student_devices_pk do update set address_sealed = excluded.address_sealed where student_devices.account = excluded.account`)

export const dropDevice = async (tx: Tx, id: string, account: string): Promise<boolean> =>
  (await run(tx, sql`delete from student_devices where id = ${id} and account = ${account}`)) === 1

export const isDevice = async (tx: Tx, id: string): Promise<boolean> => (await row(tx, sql`select 1 from student_devices where id::text = ${id}`)) !== undefined

export const isOfStaff = async (tx: Tx, endpoint: string): Promise<boolean> =>
  (await row(tx, sql`select 1 from notice_channels where kind = 'push' and reach ->> 'endpoint' = ${endpoint}`)) !== undefined

export const setAlertTest = (tx: Tx, person: string, digits: string): Promise<number> =>
  run(tx, sql`insert into alert_tests (person, digits) values (${person}, ${digits}) on conflict (person) do update set digits = excluded.digits`)

export const alertTestsOf = (tx: Tx, people: readonly string[]): Promise<{ person: string; digits: string }[]> =>
  rows(tx, sql<{ person: string; digits: string }>`select person, digits from alert_tests where person = any(${people}::uuid[])`)

/** Used up by one guess, right or wrong. */
export const takeAlertTest = async (tx: Tx, person: string): Promise<string | null> =>
  (await row(tx, sql<{ digits: string }>`delete from alert_tests where person = ${person} returning digits`))?.digits ?? null

export const confirmAlert = (tx: Tx, person: string, day: string): Promise<number> =>
  run(tx, sql`insert into alert_confirmations (person, confirmed_on) values (${person}, ${day}) on conflict (person) do update set confirmed_on = excluded.confirmed_on`)

export const removeConfirmation = (tx: Tx, person: string): Promise<number> =>
  run(tx, sql`delete from alert_confirmations where person = ${person}`)

export const isConfirmed = async (tx: Tx, person: string): Promise<boolean> =>
  (await row(tx, sql`select 1 from alert_confirmations where person = ${person}`)) !== undefined

interface SupporterRow { readonly person: string; readonly name: string; readonly alerted: boolean | null; readonly calendar: boolean | null; readonly confirmed: boolean | null }

export const reachOfSupporters = (tx: Tx): Promise<SupporterRow[]> => rows(tx, sql<SupporterRow>`
  select s.person, s.full_name as name, r.alerted, r.calendar, r.confirmed
  from supporter_standing s left join reachable_people r on r.person = s.person where not s.has_left order by s.full_name`)

export const held = (tx: Tx, { account, person }: { account: string; person: string | null }): Promise<Holding[]> => countHeld(tx, [
  { kind: 'device', rows: sql`from student_devices t where t.account = ${account}`, goesOn: 'you-remove-it' },
  { kind: 'notice-channel', rows: sql`from notice_channels t where t.person = ${person}::uuid`, goesOn: 'you-remove-it' },
  { kind: 'alert-test', rows: sql`from alert_tests t where t.person = ${person}::uuid`, goesOn: 'you-remove-it' },
  { kind: 'alert-test', rows: sql`from alert_confirmations t where t.person = ${person}::uuid`, goesOn: 'you-remove-it' },
])
