import { countHeld, type Holding } from '../../platform/holdings.ts'
import { row, rows, run, sql, type Tx } from '../../platform/db/transaction.ts'
import { json } from '../../platform/db/values.ts'
import type { Day } from '../programs/rules/days.ts'
import type { Names } from '../programs/rules/names.ts'
import type { AssessorAnswer, Grant, OnCallSpan, Role } from './rules.ts'

/** A person who has not left, with everything the assessor firewall asks for: one question for each knock. */
export interface StandingPerson {
  readonly id: string
  readonly fullName: string
  readonly grants: readonly Grant[]
  readonly answers: readonly AssessorAnswer[]
  readonly waysBack: number
  readonly cohorts: readonly string[]
  readonly settings: object
  readonly suspended: boolean
}

const STANDING = sql`p.id, p.full_name as "fullName",
  (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'cohorts', g.cohorts) order by g.role), '[]') from role_grants g where g.person = p.id) as grants,
  (select coalesce(jsonb_agg(jsonb_build_object('cohort', a.cohort, 'academicYear', a.academic_year, 'assesses', a.assesses)), '[]')
     from assessor_answers a where a.person = p.id) as answers,
  coalesce((select s.ways_back from account_standing s where s.account = p.account), 0) as "waysBack",
  (select coalesce(jsonb_agg(c.id order by c.position), '[]') from cohorts c where c.ended_on is null) as cohorts,
  (select settings from programs) as settings,
  exists (select from suspended_supporters x where x.person = p.id) as suspended`

export const findByAccount = (tx: Tx, account: string): Promise<StandingPerson | undefined> =>
  row(tx, sql<StandingPerson>`select ${STANDING} from standing_people p where p.account = ${account}`)

export const findStanding = (tx: Tx, person: string): Promise<StandingPerson | undefined> =>
  row(tx, sql<StandingPerson>`select ${STANDING} from standing_people p where p.id = ${person}`)

/** Everybody who has not left and has an account to sign in with. */
export const listSignedUp = (tx: Tx): Promise<StandingPerson[]> =>
  rows(tx, sql<StandingPerson>`select ${STANDING} from standing_people p where p.account is not null`)

export interface PersonRow {
  readonly id: string
  readonly fullName: string
  readonly contactEmail: string | null
  readonly contactPhone: string | null
  readonly joinedOn: Day
  readonly leftOn: Day | null
  readonly hasAccount: boolean
  readonly waysBack: number
  readonly invitedUntil: Day | null
  readonly grants: readonly Grant[]
  readonly answers: readonly AssessorAnswer[]
}

export const listPeople = (tx: Tx): Promise<PersonRow[]> =>
  rows(tx, sql<PersonRow>`select p.id, p.full_name as "fullName", p.contact_email as "contactEmail", p.contact_phone as "contactPhone", p.joined_on as "joinedOn", d.left_on as "leftOn",
      p.account is not null as "hasAccount", coalesce(s.ways_back, 0) as "waysBack", i.expires_on as "invitedUntil",
      (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'cohorts', g.cohorts) order by g.role), '[]') from role_grants g where g.person = p.id) as grants,
      (select coalesce(jsonb_agg(jsonb_build_object('cohort', a.cohort, 'academicYear', a.academic_year, 'assesses', a.assesses)), '[]')
        from assessor_answers a where a.person = p.id) as answers
    from people p
    left join departures d on d.person = p.id
    left join account_standing s on s.account = p.account
    left join invitation_standing i on i.subject = p.id
    order by p.full_name, p.id`)

export const findPerson = (tx: Tx, person: string) =>
  row(tx, sql<{ id: string; fullName: string; account: string | null; left: boolean }>`
    select p.id, p.full_name as "fullName", p.account, d.person is not null as left
    from people p left join departures d on d.person = p.id where p.id = ${person}`)

export const findByEmail = async (tx: Tx, email: string): Promise<string | undefined> =>
  (await row(tx, sql<{ id: string }>`select id from people where lower(contact_email) = lower(${email})`))?.id

/** Only where one person alone has this name. */
export const findByName = async (tx: Tx, fullName: string): Promise<string | undefined> => {
  const found = await rows(tx, sql<{ id: string }>`select id from people where full_name = ${fullName} limit 2`)
  return found.length === 1 ? found[0]!.id : undefined
}

export interface NewPerson {
  readonly fullName: string
  readonly contactEmail: string | null
  /** For who answers emergencies. */
  readonly contactPhone?: string | null | undefined
  readonly joinedOn: Day
}

export const insertPerson = async (tx: Tx, person: NewPerson): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into people (full_name, contact_email, contact_phone, joined_on)
    values (${person.fullName}, ${person.contactEmail}, ${person.contactPhone ?? null}, ${person.joinedOn}) returning id`))!.id

export interface PersonContact {
  readonly fullName: string
  readonly contactEmail: string | null
  readonly contactPhone: string | null
}

export const updatePerson = (tx: Tx, person: string, to: PersonContact) =>
  run(tx, sql`update people set full_name = ${to.fullName}, contact_email = ${to.contactEmail}, contact_phone = ${to.contactPhone} where id = ${person}`)

export const setAccount = (tx: Tx, person: string, account: string | null) =>
  run(tx, sql`update people set account = ${account} where id = ${person}`)

export const putGrant = (tx: Tx, person: string, grant: Grant, by: string | null, today: Day) =>
  run(tx, sql`insert into role_grants (person, role, cohorts, granted_by, granted_on)
    values (${person}, ${grant.role}, ${grant.cohorts}::uuid[], ${by}, ${today})
    on conflict on constraint role_grants_once do update set cohorts = excluded.cohorts, granted_by = excluded.granted_by, granted_on = excluded.granted_on`)

export const removeGrant = (tx: Tx, person: string, role: Role) => run(tx, sql`delete from role_grants where person = ${person} and role = ${role}`)

export const removeGrants = (tx: Tx, person: string) => run(tx, sql`delete from role_grants where person = ${person}`)

/** Taken by whoever ends a coordinator's role or presence, so that two who leave at once do not both go. */
export const lockCoordinators = (tx: Tx) =>
  rows(tx, sql<{ person: string }>`select g.person from role_grants g where g.role = 'coordinator' order by g.person for update`)

export const addDeparture = (tx: Tx, person: string, on: Day, by: string | null) =>
  run(tx, sql`insert into departures (person, left_on, recorded_by) values (${person}, ${on}, ${by}) on conflict on constraint departures_pk do nothing`)

export const removeDeparture = (tx: Tx, person: string) => run(tx, sql`delete from departures where person = ${person}`)

export const putAnswers = (tx: Tx, person: string, year: number, answers: readonly { cohort: string; assesses: boolean }[], on: Day) =>
  run(tx, sql`insert into assessor_answers (person, cohort, academic_year, assesses, answered_on)
    select ${person}, a.cohort, ${year}, a.assesses, ${on} from jsonb_to_recordset(${json(answers)}) as a(cohort uuid, assesses boolean)
    on conflict on constraint assessor_answers_pk do update set assesses = excluded.assesses, answered_on = excluded.answered_on`)

export const listCohorts = (tx: Tx): Promise<{ id: string; names: Names }[]> =>
  rows(tx, sql<{ id: string; names: Names }>`select id, names from cohorts where ended_on is null order by position, id`)

export const readSettings = async (tx: Tx): Promise<object> => (await row(tx, sql<{ settings: object }>`select settings from programs`))!.settings

export interface OnCallRow extends OnCallSpan {
  readonly person: string
}

export interface OnCallPerson extends OnCallRow {
  readonly fullName: string
  readonly contactEmail: string | null
  readonly contactPhone: string | null
}

export const listOnCall = (tx: Tx): Promise<OnCallPerson[]> =>
  rows(tx, sql<OnCallPerson>`select h.person, p.full_name as "fullName", p.contact_email as "contactEmail", p.contact_phone as "contactPhone",
      h.weekday, h.starts_hour as "startsHour", h.ends_hour as "endsHour"
    from emergency_hours h join standing_people p on p.id = h.person order by h.weekday, h.starts_hour, p.full_name`)

export const replaceOnCall = async (tx: Tx, spans: readonly OnCallRow[]): Promise<void> => {
  await run(tx, sql`delete from emergency_hours`)
  await run(tx, sql`insert into emergency_hours (person, weekday, starts_hour, ends_hour)
    select s.person, s.weekday, s."startsHour", s."endsHour"
    from jsonb_to_recordset(${json(spans)}) as s(person uuid, weekday int, "startsHour" int, "endsHour" int)`)
}

export const removeOnCallOf = (tx: Tx, person: string) => run(tx, sql`delete from emergency_hours where person = ${person}`)

export const held = (tx: Tx, person: string): Promise<Holding[]> => countHeld(tx, [
  { kind: 'person', rows: sql`from people t where t.id = ${person}`, goesOn: 'program-removes-it' },
  { kind: 'role', rows: sql`from role_grants t where t.person = ${person}`, goesOn: 'program-removes-it' },
  { kind: 'assessor-answer', rows: sql`from assessor_answers t where t.person = ${person}`, goesOn: 'program-removes-it' },
  { kind: 'emergency-hours', rows: sql`from emergency_hours t where t.person = ${person}`, goesOn: 'program-removes-it' },
  { kind: 'departure', rows: sql`from departures t where t.person = ${person}`, goesOn: 'program-removes-it' },
  { kind: 'recorded-by-you', rows: sql`from role_grants t where t.granted_by = ${person}`, goesOn: 'program-removes-it' },
  { kind: 'recorded-by-you', rows: sql`from departures t where t.recorded_by = ${person}`, goesOn: 'program-removes-it' },
])

/** Also somebody who has left: their rows are still here. */
export const personOf = async (tx: Tx, account: string): Promise<string | null> =>
  (await row(tx, sql<{ id: string }>`select id from people where account = ${account}`))?.id ?? null
