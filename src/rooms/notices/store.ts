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

export const addPush = async (tx: Tx, person: string, reach: PushReach, locale: Locale): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into notice_channels (person, kind, reach, locale) values (${person}, 'push', ${json(reach)}, ${locale})
    on conflict (program, person, (reach ->> 'endpoint')) where kind = 'push' do update set reach = excluded.reach, locale = excluded.locale returning id`))!.id

export const setMail = async (tx: Tx, person: string, address: string, locale: Locale): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into notice_channels (person, kind, reach, locale) values (${person}, 'mail', ${json({ address })}, ${locale})
    on conflict (program, person) where kind = 'mail' do update set reach = excluded.reach, locale = excluded.locale returning id`))!.id

export const setCalendar = async (tx: Tx, person: string, hash: string, locale: Locale): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into notice_channels (person, kind, reach, locale) values (${person}, 'calendar', ${json({ hash })}, ${locale})
    on conflict (program, person) where kind = 'calendar' do update set reach = excluded.reach, locale = excluded.locale returning id`))!.id

export const removeChannel = (tx: Tx, id: string, person: string): Promise<number> =>
  run(tx, sql`delete from notice_channels where id = ${id} and person = ${person}`)

export const feedOf = (tx: Tx, hash: string): Promise<{ person: string; locale: Locale } | undefined> =>
  row(tx, sql<{ person: string; locale: Locale }>`select person, locale from notice_channels where kind = 'calendar' and reach ->> 'hash' = ${hash}`)

export const setAlertTest = (tx: Tx, person: string, digits: string): Promise<number> =>
  run(tx, sql`insert into alert_tests (person, digits) values (${person}, ${digits}) on conflict (person) do update set digits = excluded.digits`)

export const alertTestOf = async (tx: Tx, person: string): Promise<string | null> =>
  (await row(tx, sql<{ digits: string }>`select digits from alert_tests where person = ${person}`))?.digits ?? null

/** Used up by one guess, right or wrong. */
export const takeAlertTest = async (tx: Tx, person: string): Promise<string | null> =>
  (await row(tx, sql<{ digits: string }>`delete from alert_tests where person = ${person} returning digits`))?.digits ?? null

export const confirmAlert = (tx: Tx, person: string, day: string): Promise<number> =>
  run(tx, sql`insert into alert_confirmations (person, confirmed_on) values (${person}, ${day}) on conflict (person) do update set confirmed_on = excluded.confirmed_on`)

export const removeConfirmation = (tx: Tx, person: string): Promise<number> =>
  run(tx, sql`delete from alert_confirmations where person = ${person}`)

export const isConfirmed = async (tx: Tx, person: string): Promise<boolean> =>
  (await row(tx, sql`select 1 from alert_confirmations where person = ${person}`)) !== undefined

export const reachOfSupporters = (tx: Tx): Promise<{ person: string; name: string; alerted: boolean | null; calendar: boolean | null; confirmed: boolean | null }[]> =>
  rows(tx, sql<{ person: string; name: string; alerted: boolean | null; calendar: boolean | null; confirmed: boolean | null }>`
    select p.id as person, p.full_name as name, r.alerted, r.calendar, r.confirmed
    from standing_people p join role_grants g on g.person = p.id and g.role = 'supporter'
    left join reachable_people r on r.person = p.id order by p.full_name`)
