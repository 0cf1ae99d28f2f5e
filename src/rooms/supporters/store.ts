import { countHeld, type Holding } from '../../platform/holdings.ts'
import { json } from '../../platform/db/values.ts'
import { row, rows, run, sql, type Tx } from '../../platform/db/transaction.ts'
import type { Day } from '../programs/rules/days.ts'
import { settingsOf } from '../programs/rules/settings.ts'
import type { AssessorAnswer } from '../people/rules.ts'
import type { Choice, Choices } from './contract.ts'
import type { Experience, Profile } from './rules.ts'

export interface StandingRow {
  readonly person: string
  readonly account: string | null
  readonly fullName: string
  readonly grantedCohorts: readonly string[] | null
  readonly hasLeft: boolean
  readonly paused: boolean
  readonly hasAccount: boolean
  readonly twoWaysBack: boolean
  readonly agreementSigned: boolean
  readonly languagesNamed: boolean
  readonly alertConfirmed: boolean
  readonly answers: readonly AssessorAnswer[]
}

/** Everyone who supports or has supported, or the one person asked for. */
export const standingRows = (tx: Tx, person: string | null = null): Promise<StandingRow[]> =>
  rows(tx, sql<StandingRow>`
    select s.person, s.account, s.full_name as "fullName", s.granted_cohorts as "grantedCohorts", s.has_left as "hasLeft",
      s.paused or exists (select from suspended_supporters x where x.person = s.person) as paused,
      s.has_account as "hasAccount", s.two_ways_back as "twoWaysBack", s.agreement_signed as "agreementSigned", s.languages_named as "languagesNamed",
      coalesce(r.confirmed, false) as "alertConfirmed",
      coalesce((select jsonb_agg(jsonb_build_object('cohort', cohort, 'academicYear', a.academic_year, 'assesses', cohort = any (a.examined)))
        from person_assessments a, unnest(a.examined || a.cleared) as cohort where a.person = s.person), '[]') as answers
    from supporter_standing s left join reachable_people r on r.person = s.person
    where ${person}::uuid is null or s.person = ${person}
    order by s.full_name, s.person`)

/** The cohorts that are still there, and the month in which the academic year begins. */
export async function programYear(tx: Tx): Promise<{ cohorts: string[]; startsMonth: number }> {
  const found = await row(tx, sql<{ cohorts: string[]; settings: object }>`
    select coalesce((select array_agg(id::text order by position) from cohorts where ended_on is null), '{}') as cohorts, settings from programs`)
  return { cohorts: found?.cohorts ?? [], startsMonth: settingsOf(found?.settings ?? {}).academicYearStartsMonth }
}

export interface ProfileRow extends Profile {
  readonly person: string
}

/** Every profile, or the one person's. */
export const profileRows = (tx: Tx, person: string | null = null): Promise<ProfileRow[]> =>
  rows(tx, sql<ProfileRow>`
    select s.person, s.display_name as "displayName", s.cohort, s.site, s.languages, s.topics::text[] as topics, s.about,
      coalesce((select jsonb_agg(jsonb_build_object('wording', e.wording, 'shown', e.shown_since is not null) order by e.wording)
        from lived_experiences e where e.person = s.person), '[]') as experiences
    from supporters s where ${person}::uuid is null or s.person = ${person}
    order by lower(s.display_name)`)

export const displayNames = async (tx: Tx): Promise<string[]> =>
  (await rows(tx, sql<{ name: string }>`select display_name as name from supporters`)).map((r) => r.name)

/** Writes the profile, new or changed. The display name is unique in the program: `supporters_display_name_taken`. */
export const keepProfile = (tx: Tx, person: string, p: Omit<Profile, 'experiences'>): Promise<number> =>
  run(tx, sql`insert into supporters (person, display_name, cohort, site, languages, topics, about)
    values (${person}, ${p.displayName}, ${p.cohort}, ${p.site}, ${[...p.languages]}::text[], ${[...p.topics]}::uuid[], ${p.about})
    on conflict (program, person) do update set display_name = excluded.display_name, cohort = excluded.cohort, site = excluded.site,
      languages = excluded.languages, topics = excluded.topics, about = excluded.about`)

export const dropExperiences = (tx: Tx, person: string, except: readonly string[]): Promise<number> =>
  run(tx, sql`delete from lived_experiences where person = ${person} and wording <> all (${[...except]}::text[])`)

/** An item keeps the day it was first shown; hiding it forgets that day. */
export const keepExperiences = (tx: Tx, person: string, items: readonly Experience[], today: Day): Promise<number> =>
  run(tx, sql`insert into lived_experiences (person, wording, shown_since)
    select ${person}, i.wording, case when i.shown then ${today}::date end from jsonb_to_recordset(${json(items)}) as i(wording text, shown boolean)
    on conflict (program, person, wording) do update set shown_since = case when excluded.shown_since is null then null
      else coalesce(lived_experiences.shown_since, excluded.shown_since) end`)

export const addPause = (tx: Tx, person: string, today: Day): Promise<number> =>
  run(tx, sql`insert into supporter_pauses (person, paused_on) values (${person}, ${today}) on conflict do nothing`)

export const endPause = (tx: Tx, person: string): Promise<number> => run(tx, sql`delete from supporter_pauses where person = ${person}`)

export const addAgreement = (tx: Tx, person: string, signedOn: Day): Promise<number> =>
  run(tx, sql`insert into supporter_agreements (person, signed_on) values (${person}, ${signedOn})
    on conflict (program, person) do update set signed_on = least(supporter_agreements.signed_on, excluded.signed_on)`)

export const agreements = async (tx: Tx): Promise<Map<string, Day>> =>
  new Map((await rows(tx, sql<{ person: string; day: Day }>`select person, signed_on as day from supporter_agreements`)).map((r) => [r.person, r.day]))

/** What a profile may choose from. */
export async function choicesIn(tx: Tx): Promise<Choices> {
  const listed = (table: 'cohorts' | 'sites' | 'topics', ended: 'ended_on' | 'retired_on') =>
    rows(tx, sql<Choice>`select id, names from ${sql.table(table)} where ${sql.ref(ended)} is null order by position, id`)
  return { cohorts: await listed('cohorts', 'ended_on'), sites: await listed('sites', 'ended_on'), topics: await listed('topics', 'retired_on') }
}

export const held = (tx: Tx, person: string): Promise<Holding[]> => countHeld(tx, [
  { kind: 'profile', rows: sql`from supporters t where t.person = ${person}`, goesOn: 'program-removes-it' },
  { kind: 'lived-experience', rows: sql`from lived_experiences t where t.person = ${person}`, goesOn: 'you-remove-it' },
  { kind: 'pause', rows: sql`from supporter_pauses t where t.person = ${person}`, goesOn: 'you-remove-it' },
  { kind: 'agreement', rows: sql`from supporter_agreements t where t.person = ${person}`, goesOn: 'program-removes-it' },
])
