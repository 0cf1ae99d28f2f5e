import { row, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { at } from '../../../platform/db/values.ts'
import type { Instant } from '../../../platform/clock.ts'
import { settingsOf, type ProgramSettings } from '../../programs/rules/settings.ts'
import type { Span } from '../rules/slots.ts'

/** What the free slots are reckoned from, read in one statement: nothing here is older than the last commit. */
export interface SlotState {
  /** The hours room's number: a copy of the windows under another number is old. */
  readonly hours: number
  readonly taken: string
  readonly freed: string
  readonly arrivals: string
}

/** Spans come as text, `supporter start length` in minutes, so that an unchanged state is recognised without reading it. */
export const slotState = async (tx: Tx, from: Instant, to: Instant): Promise<SlotState> =>
  (await row(tx, sql<SlotState>`select
    coalesce((select version from hours_version), 0) as hours,
    coalesce((select string_agg(supporter || ' ' || (date_part('epoch', lower(during)) / 60)::int || ' ' || (date_part('epoch', upper(during) - lower(during)) / 60)::int, ',')
      from taken_slots where program = current_program() and lower(during) < ${at(to)} and lower(during) > ${at(from - LONGEST_SLOT_MS)}), '') as taken,
    coalesce((select string_agg(supporter || ' ' || (date_part('epoch', lower(during)) / 60)::int || ' ' || (date_part('epoch', upper(during) - lower(during)) / 60)::int, ',')
      from freed_slots where upper(during) > ${at(from)}), '') as freed,
    coalesce((select string_agg(supporter || ' ' || starts || ' ' || coming, ',') from (
      select supporter, (date_part('epoch', starts_at) / 60)::int as starts, count(*) as coming from drop_in_arrivals
      where program = current_program() and ends_at > ${at(from)} group by supporter, starts_at) a), '') as arrivals`))!

const LONGEST_SLOT_MS = 24 * 3_600_000
const MINUTE_MS = 60_000

export const spansIn = (text: string): Span[] => triplesIn(text).map(([supporter, start, minutes]) =>
  ({ supporter, startsAt: start * MINUTE_MS, endsAt: (start + minutes) * MINUTE_MS }))

/** How many said they are on their way, by `supporter start`. */
export const arrivalsIn = (text: string): Map<string, number> =>
  new Map(triplesIn(text).map(([supporter, start, coming]) => [`${supporter} ${start * MINUTE_MS}`, coming]))

const triplesIn = (text: string): (readonly [string, number, number])[] =>
  text === '' ? [] : text.split(',').map((part) => {
    const [supporter, a, b] = part.split(' ') as [string, string, string]
    return [supporter, Number(a), Number(b)] as const
  })

export const addArrival = (tx: Tx, arrival: Span & { id: string }) => run(tx, sql`
  insert into drop_in_arrivals (id, supporter, starts_at, ends_at)
  values (${arrival.id}, ${arrival.supporter}, ${at(arrival.startsAt)}, ${at(arrival.endsAt)}) on conflict do nothing`)

/** The settings that booking follows. */
export const programSettings = async (tx: Tx): Promise<ProgramSettings> =>
  settingsOf((await row(tx, sql<{ settings: object }>`select settings from programs`))?.settings ?? {})
