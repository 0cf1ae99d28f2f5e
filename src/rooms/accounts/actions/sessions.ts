import { randomBytes } from 'node:crypto'
import { type Tx, inTransaction } from '../../../platform/db/transaction.ts'
import type { Guard, Knock } from '../../../platform/http/doors.ts'
import { liveHub } from '../../../platform/live/hub.ts'
import { isSignedBy } from '../../../platform/proofs/ed25519.ts'
import { type Refused, refuse } from '../../../platform/refusals.ts'
import { canon } from '../../../sealed/canon.ts'
import { loginMessage } from '../../../sealed/proof-messages.ts'
import type { Admitted } from '../contract.ts'
import { type AccountKind, LONGEST_IDLE_MS, coarseExpiry, isAlive } from '../rules.ts'
import { type Account, addSession, extendSession, findAccount, findSession, removeSession, removeSessionsBefore } from '../store/accounts.ts'
import { findArrival, waysBackOf } from './arrivals.ts'
import { type Doorkeeper, type Here, type SeenSession, doorkeeper } from './doorkeeper.ts'
import { decode, encode, hash } from './encoding.ts'

/** Proof that whoever knocks holds an open session of this account, in this program. */
export interface SignedIn {
  readonly account: string
  readonly kind: AccountKind
  readonly tokenHash: Buffer
}

const RECHECK_MS = 60_000

/** Finds the account behind the token. Most knocks are answered from memory; the database is asked again each minute. */
export const signedIn: Guard<SignedIn> = async (knock) => {
  if (!knock.token) return refuse('sign-in-first')
  const tokenHash = hash(decode(knock.token))
  const { seen } = doorkeeper(knock)
  const name = seenName(knock, tokenHash)
  const known = seen.get(name)
  if (known && !isAlive(known, knock.now)) return endSession(knock, tokenHash)
  const fresh = known && known.checkedAt + RECHECK_MS > knock.now && known.expiresAt > knock.now
  const session = fresh ? known : await recheck(knock, tokenHash, known)
  if (!session) {
    seen.delete(name)
    return refuse('sign-in-first')
  }
  session.lastSeen = knock.now
  seen.set(name, session)
  return { account: session.account, kind: session.kind, tokenHash }
}

async function recheck(knock: Knock, tokenHash: Buffer, known: SeenSession | undefined): Promise<SeenSession | null> {
  return inTransaction(knock.db, async (tx) => {
    const found = await findSession(tx, tokenHash)
    if (!found || !isAlive({ ...found, lastSeen: known?.lastSeen ?? null }, knock.now)) return null
    const expiresAt = coarseExpiry(knock.now)
    if (found.expiresAt < expiresAt) await extendSession(tx, tokenHash, expiresAt)
    return { account: found.account, kind: found.kind, expiresAt, lastSeen: knock.now, checkedAt: knock.now }
  })
}

/** Whether the session stands, asked on behalf of a stream that is open: asking is no use of it, and does not prolong it. */
export async function sessionStands(knock: Knock, { tokenHash }: Pick<SignedIn, 'tokenHash'>): Promise<boolean> {
  const now = knock.services.clock.now(), { seen } = doorkeeper(knock), name = seenName(knock, tokenHash)
  const known = seen.get(name)
  if (!known || !isAlive(known, now)) return false
  if (known.checkedAt + RECHECK_MS > now) return true
  const found = await inTransaction(knock.db, (tx) => findSession(tx, tokenHash))
  if (found) known.checkedAt = now
  else seen.delete(name)
  return found !== undefined
}

export const askLogin = async (here: Here): Promise<{ ticket: string }> =>
  ({ ticket: encode(doorkeeper(here).challenges.ask(loginScope(here), here.now)) })

/** docs/encryption.md 3. An unknown account, a closed one and a wrong signature are answered alike. */
export async function signIn(here: Here, input: { account: string; ticket: string; signature: string }): Promise<Admitted | Refused<'proof-refused' | 'too-many'>> {
  const { challenges, signIns } = doorkeeper(here)
  if (!signIns.allows(input.account, here.now)) return refuse('too-many')
  const ticket = decode(input.ticket)
  if (!challenges.isOpen(loginScope(here), ticket, here.now)) return refuse('proof-refused')
  const session = newSession()
  const admitted = await inTransaction(here.db, async (tx) => {
    const account = await accountOrArrival(tx, here, input.account)
    const message = loginMessage({ origin: here.services.origin, program: here.program.slug }, input.account, ticket)
    if (!account || account.closed || !isSignedBy(account.pkAuth, message, decode(input.signature))) return refuse('proof-refused')
    if (!challenges.close(ticket, here.now)) return refuse('proof-refused')
    return beginSession(tx, here, session, account)
  })
  rememberSession(here, session, admitted)
  return admitted
}

/** Both are looked for whatever is found, so that the time of an answer does not tell whether an account exists or waits. */
async function accountOrArrival(tx: Tx, here: Here, id: string): Promise<Account | undefined> {
  const [account, arrival] = await Promise.all([findAccount(tx, id), findArrival(tx, here, id)])
  return account ?? (arrival ? { id, kind: 'student', pkAuth: decode(arrival.pkAuth), pkHpke: decode(arrival.pkHpke), closed: false } : undefined)
}

export interface NewSession {
  readonly token: string
  readonly tokenHash: Buffer
}

export function newSession(): NewSession {
  const token = randomBytes(32)
  return { token: encode(token), tokenHash: hash(token) }
}

/** Writes the session inside the caller's transaction. Call `rememberSession` after it committed. */
export async function beginSession(tx: Tx, here: Here, session: NewSession, account: { id: string; kind: AccountKind }): Promise<Admitted> {
  await addSession(tx, { tokenHash: session.tokenHash, account: account.id, expiresAt: coarseExpiry(here.now) })
  const waysBack = (await waysBackOf(tx, here, account.id)).length
  return { account: account.id, kind: account.kind, token: session.token, waysBack, lost: [] }
}

export function rememberSession(here: Here, { tokenHash }: NewSession, admitted: Admitted | Refused<string>): void {
  if ('refused' in admitted) return
  const { account, kind } = admitted
  doorkeeper(here).seen.set(seenName(here, tokenHash), { account, kind, lastSeen: here.now, checkedAt: here.now, expiresAt: coarseExpiry(here.now) })
}

export async function signOut(here: Here, { tokenHash }: SignedIn): Promise<{ signedOut: true }> {
  await endSession(here, tokenHash)
  return { signedOut: true }
}

/** After an account was closed, its sessions here end at once; other instances notice within a minute. */
export function forgetSessionsOf({ seen }: Doorkeeper, program: string, account: string): void {
  for (const [name, session] of seen) if (session.account === account && name.startsWith(`${program}/`)) seen.delete(name)
}

/** Drops sessions that ended on their own, in memory and in the table; a row outlives its hour while somebody quiet may still come back to it. */
export async function endStaleSessions(here: Here): Promise<void> {
  const { seen } = doorkeeper(here)
  for (const [name, session] of seen) if (!isAlive(session, here.now)) seen.delete(name)
  await inTransaction(here.db, (tx) => removeSessionsBefore(tx, here.now - LONGEST_IDLE_MS))
}

async function endSession(here: Here, tokenHash: Buffer): Promise<Refused<'sign-in-first'>> {
  const { seen } = doorkeeper(here), name = seenName(here, tokenHash)
  const account = seen.get(name)?.account
  seen.delete(name)
  if (account) liveHub(here.services).endSession(here.db.program, account, encode(tokenHash))
  await inTransaction(here.db, (tx) => removeSession(tx, tokenHash))
  return refuse('sign-in-first')
}

const seenName = (here: Pick<Here, 'db'>, tokenHash: Buffer): string => `${here.db.program}/${encode(tokenHash)}`
const loginScope = (here: Here) => canon('login', here.db.program)
