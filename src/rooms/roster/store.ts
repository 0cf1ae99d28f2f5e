import { countHeld, type Holding } from '../../platform/holdings.ts'
import { row, rows, run, sql, type Tx } from '../../platform/db/transaction.ts'
import { json } from '../../platform/db/values.ts'
import type { KeyEntry, RosterEntry, SignatureBy } from '../../sealed/signed-shapes.ts'
import type { Day } from '../programs/rules/days.ts'
import type { Role } from '../people/rules.ts'
import type { Seat } from './rules.ts'

/** One signing at a time: two who sign at once are one after the other, and the second sees what the first did. */
export const lockSigning = (tx: Tx) => run(tx, sql`select pg_advisory_xact_lock(hashtextextended('roster/' || current_program()::text, 0))`)

export interface OfferRow {
  readonly seat: Seat
  readonly key: string
  readonly person: string
  readonly fullName: string
  readonly offeredOn: Day
}

export const listOffers = (tx: Tx): Promise<OfferRow[]> =>
  rows(tx, sql<OfferRow>`select o.seat, o.key, o.person, coalesce(p.full_name, '') as "fullName", o.offered_on as "offeredOn"
    from root_offers o left join standing_people p on p.id = o.person order by o.seat`)

export const addOffer = (tx: Tx, offer: { seat: Seat; key: string; person: string; on: Day }) =>
  run(tx, sql`insert into root_offers (seat, key, person, offered_on) values (${offer.seat}, ${offer.key}, ${offer.person}, ${offer.on})
    on conflict on constraint root_offers_pk do nothing`)

export const removeOffers = (tx: Tx) => run(tx, sql`delete from root_offers`)

export interface RootRow {
  readonly number: number
  readonly keys: readonly string[]
  readonly fingerprint: string
  readonly since: 'first' | 'signed' | 'rescue'
  readonly makers: readonly string[]
  readonly signatures: readonly SignatureBy[]
  /** A list signed by two of its keys is published. */
  readonly inForce: boolean
}

const signaturesOf = (table: 'root_signatures' | 'key_list_signatures' | 'roster_signatures', on: string) =>
  sql`(select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'signature', s.signature) order by s.key), '[]') from ${sql.table(table)} s where s.${sql.ref(on)} = t.${sql.ref(on)})`

/** Oldest first. */
export const listRoots = (tx: Tx): Promise<RootRow[]> =>
  rows(tx, sql<RootRow>`select t.number, t.keys, t.fingerprint, t.since, t.makers::text[] as makers, ${signaturesOf('root_signatures', 'number')} as signatures,
      exists (select from key_lists l where l.root = t.number and 2 <= (select count(*) from key_list_signatures k where k.version = l.version)) as "inForce"
    from program_roots t order by t.number`)

export const addRoot = (tx: Tx, root: Pick<RootRow, 'number' | 'keys' | 'fingerprint' | 'since' | 'makers'> & { on: Day }) =>
  run(tx, sql`insert into program_roots (number, keys, fingerprint, since, makers, formed_on)
    values (${root.number}, ${root.keys}, ${root.fingerprint}, ${root.since}, ${root.makers}::uuid[], ${root.on})`)

/** Its unpublished lists go with it. */
export const removeRoot = async (tx: Tx, number: number): Promise<void> => {
  await run(tx, sql`delete from key_lists where root = ${number}`)
  await run(tx, sql`delete from program_roots where number = ${number}`)
}

export const addRootSignature = (tx: Tx, number: number, { key, signature }: SignatureBy) =>
  run(tx, sql`insert into root_signatures (number, key, signature) values (${number}, ${key}, ${signature}) on conflict do nothing`)

export const permitRescue = (tx: Tx, on: Day) =>
  run(tx, sql`insert into root_rescues (permitted_on) values (${on}) on conflict on constraint root_rescues_pk do update set permitted_on = excluded.permitted_on`)

export const isRescuePermitted = async (tx: Tx): Promise<boolean> => (await row(tx, sql`select 1 from root_rescues`)) !== undefined
export const removeRescue = (tx: Tx) => run(tx, sql`delete from root_rescues`)

export interface ListRow {
  readonly version: number
  readonly root: number
  readonly previous: string
  readonly validUntil: Day
  readonly entries: readonly KeyEntry[]
  readonly signatures: readonly SignatureBy[]
}

const LIST = sql`select t.version, t.root, t.previous, t.valid_until as "validUntil", t.entries, ${signaturesOf('key_list_signatures', 'version')} as signatures from key_lists t`

/** Published ones, newer than a version, oldest first. */
export const listsAfter = (tx: Tx, version: number): Promise<ListRow[]> =>
  rows(tx, sql<ListRow>`${LIST} where t.version > ${version} and 2 <= (select count(*) from key_list_signatures k where k.version = t.version) order by t.version`)

export const newestList = (tx: Tx): Promise<ListRow | undefined> =>
  row(tx, sql<ListRow>`${LIST} where 2 <= (select count(*) from key_list_signatures k where k.version = t.version) order by t.version desc limit 1`)

export const pendingList = (tx: Tx): Promise<ListRow | undefined> =>
  row(tx, sql<ListRow>`${LIST} where 2 > (select count(*) from key_list_signatures k where k.version = t.version) order by t.version desc limit 1`)

export const addList = (tx: Tx, list: Omit<ListRow, 'signatures'>) =>
  run(tx, sql`insert into key_lists (version, root, previous, valid_until, entries) values (${list.version}, ${list.root}, ${list.previous}, ${list.validUntil}, ${json(list.entries)})`)

export const addListSignature = (tx: Tx, version: number, { key, signature }: SignatureBy) =>
  run(tx, sql`insert into key_list_signatures (version, key, signature) values (${version}, ${key}, ${signature}) on conflict do nothing`)

export const removePendingList = (tx: Tx, version: number) =>
  run(tx, sql`delete from key_lists l where l.version = ${version} and 2 > (select count(*) from key_list_signatures k where k.version = l.version)`)

export interface KeyedRole {
  readonly person: string
  readonly fullName: string
  readonly role: Role
  readonly account: string | null
  readonly pkAuth: string | null
  readonly pkHpke: string | null
}

type KeyedRow = Omit<KeyedRole, 'pkAuth' | 'pkHpke'> & { readonly pkAuth: Buffer | null; readonly pkHpke: Buffer | null }

/** Everybody who has not left, with each role and today's keys. */
export const keyedRoles = async (tx: Tx): Promise<KeyedRole[]> => {
  const found = await rows(tx, sql<KeyedRow>`select person, full_name as "fullName", role, account, pk_auth as "pkAuth", pk_hpke as "pkHpke" from keyed_roles order by full_name, person, role`)
  return found.map((one) => ({ ...one, pkAuth: one.pkAuth?.toString('base64url') ?? null, pkHpke: one.pkHpke?.toString('base64url') ?? null }))
}

const ENTRY = sql`select e.role, e.person, e.name, e.account, e.pk_auth as "pkAuth", e.pk_hpke as "pkHpke", e.signature from roster_entries e`

export const ownEntries = (tx: Tx): Promise<RosterEntry[]> => rows(tx, sql<RosterEntry>`${ENTRY} order by e.role, e.name, e.person`)
export const entriesOf = (tx: Tx, person: string): Promise<RosterEntry[]> => rows(tx, sql<RosterEntry>`${ENTRY} where e.person = ${person}`)

export const putEntry = (tx: Tx, e: RosterEntry) =>
  run(tx, sql`insert into roster_entries (person, role, name, account, pk_auth, pk_hpke, signature)
    values (${e.person}, ${e.role}, ${e.name}, ${e.account}, ${e.pkAuth}, ${e.pkHpke}, ${e.signature})
    on conflict on constraint roster_entries_pk do update set
      name = excluded.name, account = excluded.account, pk_auth = excluded.pk_auth, pk_hpke = excluded.pk_hpke, signature = excluded.signature`)

export interface RosterRow {
  readonly version: number
  readonly validUntil: Day
  readonly entries: readonly RosterEntry[]
  /** Somebody is added, so that one signature is not enough. */
  readonly needsBoth: boolean
  readonly signatures: readonly SignatureBy[]
}

/** Newest first. */
export const listRosters = (tx: Tx): Promise<RosterRow[]> =>
  rows(tx, sql<RosterRow>`select t.version, t.valid_until as "validUntil", t.entries, t.needs_both as "needsBoth", ${signaturesOf('roster_signatures', 'version')} as signatures
    from rosters t order by t.version desc`)

export const addRoster = (tx: Tx, roster: Omit<RosterRow, 'signatures'>) =>
  run(tx, sql`insert into rosters (version, valid_until, entries, needs_both) values (${roster.version}, ${roster.validUntil}, ${json(roster.entries)}, ${roster.needsBoth})`)

export const addRosterSignature = (tx: Tx, version: number, { key, signature }: SignatureBy) =>
  run(tx, sql`insert into roster_signatures (version, key, signature) values (${version}, ${key}, ${signature}) on conflict do nothing`)

export const removeRosters = (tx: Tx, versions: readonly number[]) => run(tx, sql`delete from rosters where version = any(${versions}::int[])`)

/** True where this warning has not gone out before. */
export const addWarning = async (tx: Tx, validUntil: Day, days: number): Promise<boolean> =>
  (await run(tx, sql`insert into roster_warnings (valid_until, days) values (${validUntil}, ${days}) on conflict do nothing`)) === 1

export const removeOldWarnings = (tx: Tx, today: Day) => run(tx, sql`delete from roster_warnings where valid_until < ${today}::date - 60`)

export const readSettings = async (tx: Tx): Promise<object> => (await row(tx, sql<{ settings: object }>`select settings from programs`))!.settings

/** What names a member of staff, or was signed with the key of their account. */
export const held = (tx: Tx, { account, person }: { account: string; person: string }): Promise<Holding[]> => {
  const key = sql`(select translate(encode(a.pk_auth, 'base64'), '+/=', '-_') from account_standing a where a.account = ${account})`
  return countHeld(tx, [
    { kind: 'roster-entry', rows: sql`from roster_entries t where t.person = ${person} or t.account = ${account}`, goesOn: 'program-removes-it' },
    { kind: 'roster-history', rows: sql`from rosters t where t.entries @> jsonb_build_array(jsonb_build_object('person', ${person}::text))`, goesOn: 'program-removes-it' },
    { kind: 'program-key', rows: sql`from root_offers t where t.person = ${person}`, goesOn: 'program-removes-it' },
    { kind: 'program-key', rows: sql`from program_roots t where ${person}::uuid = any(t.makers)`, goesOn: 'program-removes-it' },
    { kind: 'program-key', rows: sql`from key_lists t where t.entries @> jsonb_build_array(jsonb_build_object('key', ${key}))`, goesOn: 'program-removes-it' },
    { kind: 'program-key', rows: sql`from roster_signatures t where t.key = ${key}`, goesOn: 'program-removes-it' },
  ])
}
