import { at } from '../../../platform/db/values.ts'
import { type Tx, row, rows, run, sql } from '../../../platform/db/transaction.ts'
import type { WayBack } from '../contract.ts'
import type { AccountKind, WayBackKind } from '../rules.ts'

export interface Account {
  readonly id: string
  readonly kind: AccountKind
  readonly pkAuth: Buffer
  readonly pkHpke: Buffer
  readonly closed: boolean
}

export interface StoredSlot {
  readonly id: string
  readonly account: string
  readonly kind: WayBackKind
  readonly version: number
  readonly lookup: Buffer
  readonly proofHash: Buffer
  readonly salt: Buffer | null
  readonly rootSealed: Buffer
}

export const findAccount = (tx: Tx, id: string): Promise<Account | undefined> =>
  row(tx, sql<Account>`select id, kind, pk_auth as "pkAuth", pk_hpke as "pkHpke",
    exists (select from account_closures c where c.account = accounts.id) as closed from accounts where id = ${id}`)

/** True when it is new; false when these keys were here already. */
export const addAccount = async (tx: Tx, account: Omit<Account, 'closed'>): Promise<boolean> =>
  (await run(tx, sql`insert into accounts (id, kind, pk_auth, pk_hpke)
    values (${account.id}, ${account.kind}, ${account.pkAuth}, ${account.pkHpke}) on conflict do nothing`)) === 1

export const addClosure = (tx: Tx, account: string, day: string) =>
  run(tx, sql`insert into account_closures (account, closed_on) values (${account}, ${day}) on conflict do nothing`)

export const removeAllOf = async (tx: Tx, account: string): Promise<void> => {
  await run(tx, sql`delete from sessions where account = ${account}`)
  await run(tx, sql`delete from ways_back where account = ${account}`)
  await run(tx, sql`delete from vaults where account = ${account}`)
  await run(tx, sql`delete from vaults_waiting where account = ${account}`)
}

export const addSession = (tx: Tx, session: { tokenHash: Buffer; account: string; expiresAt: number }) =>
  run(tx, sql`insert into sessions (token_hash, account, expires_at) values (${session.tokenHash}, ${session.account}, ${at(session.expiresAt)})`)

/** Whoever has a session and no account yet waits with their week: a student. */
export const findSession = (tx: Tx, tokenHash: Buffer) =>
  row(tx, sql<{ account: string; kind: AccountKind; expiresAt: number }>`select s.account, coalesce(a.kind, 'student') as kind, s.expires_at as "expiresAt"
    from sessions s left join accounts a on a.id = s.account where s.token_hash = ${tokenHash}`)

export const extendSession = (tx: Tx, tokenHash: Buffer, expiresAt: number) =>
  run(tx, sql`update sessions set expires_at = ${at(expiresAt)} where token_hash = ${tokenHash}`)

export const removeSession = (tx: Tx, tokenHash: Buffer) => run(tx, sql`delete from sessions where token_hash = ${tokenHash}`)

export const removeSessionsBefore = (tx: Tx, instant: number) => run(tx, sql`delete from sessions where expires_at < ${at(instant)}`)

export const listWaysBack = (tx: Tx, account: string): Promise<WayBack[]> =>
  rows(tx, sql<WayBack>`select id, kind from ways_back where account = ${account} order by kind, id`)

/** Serialises changes of one account's ways back, so that two tabs cannot remove the last two. */
export const lockAccount = (tx: Tx, account: string) => row(tx, sql`select 1 from accounts where id = ${account} for update`)

export const addWayBack = async (tx: Tx, slot: Omit<StoredSlot, 'id'>): Promise<string | undefined> =>
  (await row(tx, sql<{ id: string }>`insert into ways_back (account, kind, version, lookup, proof_hash, salt, root_sealed)
    values (${slot.account}, ${slot.kind}, ${slot.version}, ${slot.lookup}, ${slot.proofHash}, ${slot.salt}, ${slot.rootSealed})
    on conflict on constraint ways_back_lookup_taken do nothing returning id`))?.id

export const removeWayBack = (tx: Tx, account: string, id: string) => run(tx, sql`delete from ways_back where account = ${account} and id = ${id}`)

export const findSlot = (tx: Tx, lookup: Buffer): Promise<StoredSlot | undefined> =>
  row(tx, sql<StoredSlot>`select id, account, kind, version, lookup, proof_hash as "proofHash", salt, root_sealed as "rootSealed"
    from ways_back where lookup = ${lookup}`)

export const putInvitation = (tx: Tx, invitation: { subject: string; keyHash: Buffer; expiresOn: string }) =>
  run(tx, sql`insert into invitations (subject, key_hash, expires_on) values (${invitation.subject}, ${invitation.keyHash}, ${invitation.expiresOn})
    on conflict on constraint invitations_pk do update set key_hash = excluded.key_hash, expires_on = excluded.expires_on`)

export const findInvitation = (tx: Tx, keyHash: Buffer) =>
  row(tx, sql<{ subject: string; expiresOn: string }>`select subject, expires_on as "expiresOn" from invitations where key_hash = ${keyHash} for update`)

export const removeInvitation = (tx: Tx, subject: string) => run(tx, sql`delete from invitations where subject = ${subject}`)

export const findAcceptance = (tx: Tx, keyHash: Buffer) =>
  row(tx, sql<{ subject: string; account: string }>`select subject, account from invitation_acceptances where key_hash = ${keyHash}`)

export const findSubjectOf = (tx: Tx, account: string) =>
  row(tx, sql<{ subject: string }>`select subject from invitation_acceptances where account = ${account}`)

export const putAcceptance = (tx: Tx, acceptance: { subject: string; keyHash: Buffer; account: string; day: string }) =>
  run(tx, sql`insert into invitation_acceptances (subject, key_hash, account, accepted_on)
    values (${acceptance.subject}, ${acceptance.keyHash}, ${acceptance.account}, ${acceptance.day})
    on conflict on constraint invitation_acceptances_pk do update
      set key_hash = excluded.key_hash, account = excluded.account, accepted_on = excluded.accepted_on`)

/** The accounts of these that are written. */
export const whichAreWritten = async (tx: Tx, accounts: readonly string[]): Promise<Set<string>> =>
  new Set((await rows(tx, sql<{ id: string }>`select id from accounts where id = any(${accounts})`)).map(({ id }) => id))

/** Students' accounts in the order given, which is their order on disk: shuffle first. Answers which were new. */
export const addStudents = async (tx: Tx, accounts: readonly Pick<Account, 'id' | 'pkAuth' | 'pkHpke'>[]): Promise<string[]> =>
  (await rows(tx, sql<{ id: string }>`insert into accounts (id, kind, pk_auth, pk_hpke)
    select a.id, 'student', a.pk_auth, a.pk_hpke
    from unnest(${accounts.map(({ id }) => id)}::text[], ${accounts.map(({ pkAuth }) => pkAuth)}::bytea[], ${accounts.map(({ pkHpke }) => pkHpke)}::bytea[]) as a (id, pk_auth, pk_hpke)
    on conflict do nothing returning id`)).map(({ id }) => id)

/** The order given is the order on disk: shuffle first. */
export const addWaysBack = (tx: Tx, slots: readonly Omit<StoredSlot, 'id'>[]) =>
  run(tx, sql`insert into ways_back (account, kind, version, lookup, proof_hash, salt, root_sealed)
    select * from unnest(${slots.map((s) => s.account)}::text[], ${slots.map((s) => s.kind)}::text[], ${slots.map((s) => s.version)}::int[], ${slots.map((s) => s.lookup)}::bytea[],
      ${slots.map((s) => s.proofHash)}::bytea[], ${slots.map((s) => s.salt)}::bytea[], ${slots.map((s) => s.rootSealed)}::bytea[]) on conflict do nothing`)

/** The order given is the order on disk: shuffle first. */
export const addVaults = (tx: Tx, vaults: readonly { readonly account: string; readonly version: number; readonly contentSealed: Buffer }[]) =>
  run(tx, sql`insert into vaults (account, version, content_sealed)
    select * from unnest(${vaults.map((v) => v.account)}::text[], ${vaults.map((v) => v.version)}::int[], ${vaults.map((v) => v.contentSealed)}::bytea[]) on conflict do nothing`)

export const countStudents = async (tx: Tx): Promise<{ students: number; withWayBack: number }> =>
  (await row(tx, sql<{ students: number; withWayBack: number }>`select count(*) as students,
    count(*) filter (where exists (select from ways_back w where w.account = a.id)) as "withWayBack" from accounts a where kind = 'student'`))!
