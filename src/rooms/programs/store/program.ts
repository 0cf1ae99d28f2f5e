import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { json } from '../../../platform/db/values.ts'
import type { Locale } from '../../../ui/same-words.ts'
import type { Day } from '../rules/days.ts'
import type { Names } from '../rules/names.ts'
import type { IconColour } from '../rules/settings.ts'

export interface ProgramRow {
  readonly slug: string
  readonly names: Names
  readonly publicNames: Names
  readonly iconColour: IconColour
  readonly country: string
  readonly region: string | null
  readonly locales: readonly Locale[]
  readonly timeZone: string
  readonly settings: object
}

/** The transaction's own program becomes a row; a slug that is taken violates programs_slug_taken. */
export const insertProgram = (tx: Tx, program: ProgramRow) =>
  run(tx, sql`insert into programs (slug, names, public_names, icon_colour, country, region, locales, time_zone, settings)
    values (${program.slug}, ${json(program.names)}, ${json(program.publicNames)}, ${program.iconColour}, ${program.country}, ${program.region},
      ${[...program.locales]}, ${program.timeZone}, ${json(program.settings)})`)

export const readProgram = async (tx: Tx): Promise<ProgramRow> =>
  (await row(tx, sql<ProgramRow>`select slug, names, public_names as "publicNames", icon_colour as "iconColour", country, region, locales,
    time_zone as "timeZone", settings from programs`))!

/** Two coordinators who change something at once take turns. */
export const lockProgram = (tx: Tx) => run(tx, sql`select from programs for update`)

export const updateNames = (tx: Tx, to: Pick<ProgramRow, 'names' | 'publicNames' | 'iconColour'>) =>
  run(tx, sql`update programs set names = ${json(to.names)}, public_names = ${json(to.publicNames)}, icon_colour = ${to.iconColour}`)

export const updatePlace = (tx: Tx, to: Pick<ProgramRow, 'country' | 'region' | 'locales' | 'timeZone'>) =>
  run(tx, sql`update programs set country = ${to.country}, region = ${to.region}, locales = ${[...to.locales]}, time_zone = ${to.timeZone}`)

export const updateSettings = (tx: Tx, change: object) => run(tx, sql`update programs set settings = settings || ${json(change)}`)

export interface NamedRow {
  readonly id: string
  readonly names: Names
}

export const listCohorts = (tx: Tx): Promise<NamedRow[]> =>
  rows(tx, sql<NamedRow>`select id, names from cohorts where ended_on is null order by position, id`)

export const listSites = (tx: Tx): Promise<NamedRow[]> =>
  rows(tx, sql<NamedRow>`select id, names from sites where ended_on is null order by position, id`)

/** Items with an id keep it and may change name and place; without one they are new; those left out end today. */
export const writeCohorts = async (tx: Tx, items: readonly { id?: string | undefined; names: Names }[], today: Day): Promise<void> => {
  await run(tx, sql`update cohorts set ended_on = ${today} where ended_on is null and not id = any(${kept(items)}::uuid[])`)
  await run(tx, sql`update cohorts c set names = i.names, position = i.position from jsonb_to_recordset(${placed(items)}) as i(id uuid, names jsonb, position int) where c.id = i.id`)
  await run(tx, sql`insert into cohorts (names, position) select i.names, i.position from jsonb_to_recordset(${placed(items)}) as i(id uuid, names jsonb, position int) where i.id is null`)
}

export const writeSites = async (tx: Tx, items: readonly { id?: string | undefined; names: Names }[], today: Day): Promise<void> => {
  await run(tx, sql`update sites set ended_on = ${today} where ended_on is null and not id = any(${kept(items)}::uuid[])`)
  await run(tx, sql`update sites s set names = i.names, position = i.position from jsonb_to_recordset(${placed(items)}) as i(id uuid, names jsonb, position int) where s.id = i.id`)
  await run(tx, sql`insert into sites (names, position) select i.names, i.position from jsonb_to_recordset(${placed(items)}) as i(id uuid, names jsonb, position int) where i.id is null`)
}

const kept = (items: readonly { id?: string | undefined }[]): string[] => items.flatMap((item) => item.id ?? [])
const placed = (items: readonly object[]) => json(items.map((item, position) => ({ ...item, position })))

export interface TopicRow extends NamedRow {
  readonly key: string
  readonly escalates: boolean
  readonly retired: boolean
}

export const listTopics = (tx: Tx): Promise<TopicRow[]> =>
  rows(tx, sql<TopicRow>`select id, key, names, escalates, retired_on is not null as retired from topics order by position, key`)

export interface NewTopic {
  readonly key: string
  readonly names: Names
  readonly escalates: boolean
  readonly retired: boolean
}

export const insertTopics = (tx: Tx, topics: readonly NewTopic[], from: number, today: Day) =>
  run(tx, sql`insert into topics (key, names, position, escalates, retired_on)
    select t.key, t.names, t.position, t.escalates, case when t.retired then ${today}::date end
    from jsonb_to_recordset(${json(topics.map((topic, index) => ({ ...topic, position: from + index })))}) as t(key text, names jsonb, position int, escalates boolean, retired boolean)`)

/** Names, order and whether it is offered; the key stays, for records and imports answer to it. */
export const updateTopics = (tx: Tx, items: readonly { id: string; names: Names; retired: boolean; position: number }[], today: Day) =>
  run(tx, sql`update topics t set names = i.names, position = i.position, retired_on = case when i.retired then coalesce(t.retired_on, ${today}::date) end
    from jsonb_to_recordset(${json(items)}) as i(id uuid, names jsonb, position int, retired boolean) where t.id = i.id`)

export const addSetupStep = (tx: Tx, step: string, today: Day) =>
  run(tx, sql`insert into setup_steps (step, done_on) values (${step}, ${today}) on conflict on constraint setup_steps_pk do nothing`)

export const listSetupSteps = async (tx: Tx): Promise<string[]> =>
  (await rows(tx, sql<{ step: string }>`select step from setup_steps order by step`)).map((done) => done.step)
