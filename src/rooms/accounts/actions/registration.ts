import { type Tx, inTransaction } from '../../../platform/db/transaction.ts'
import { isSignedBy } from '../../../platform/proofs/ed25519.ts'
import { type Refused, isRefused, refuse } from '../../../platform/refusals.ts'
import { accountId } from '../../../sealed/account-keys.ts'
import { canon } from '../../../sealed/canon.ts'
import { seal } from '../../../sealed/hpke.ts'
import { registerInfo, registerMessage } from '../../../sealed/proof-messages.ts'
import type { Admitted, Registration } from '../contract.ts'
import type { AccountKind } from '../rules.ts'
import { type Account, addAccount, findAccount } from '../store/accounts.ts'
import { type Luggage, type Unpack, addArrival, findArrival, settleArrival } from './arrivals.ts'
import { type Here, doorkeeper } from './doorkeeper.ts'
import { decode, encode } from './encoding.ts'
import { beginSession, newSession, rememberSession } from './sessions.ts'

export type RegistrationRefusal = 'proof-refused' | 'other-kind' | 'account-closed'

/**
 * Whether these keys may have an account: an invitation, a card, a program code, later a token. Runs in the transaction that makes
 * the account, so what it spends is spent exactly when the account exists. Not asked again for keys that are here already.
 */
export type Admission<W extends string> = (tx: Tx, account: NewAccount) => Promise<Refused<W> | Luggage | void>

/** How new keys are kept: `waits` leaves them with their week (students alone), `unpack` writes the luggage of their admission. */
export interface Keeping {
  readonly waits: boolean
  readonly unpack: Unpack
}
const AT_ONCE: Keeping = { waits: false, unpack: async () => {} }

export interface NewAccount {
  readonly id: string
  readonly kind: AccountKind
}

/** docs/encryption.md 2, first half: a secret that only the holder of pkHpke can read. */
export async function askRegistration(here: Here, keys: { pkAuth: string; pkHpke: string }): Promise<{ ticket: string; sealed: string } | Refused<'proof-refused'>> {
  const { challenges } = doorkeeper(here)
  const pkAuth = decode(keys.pkAuth)
  const pkHpke = decode(keys.pkHpke)
  const scope = registrationScope(here, pkAuth, pkHpke)
  const ticket = challenges.ask(scope, here.now)
  const secret = challenges.secretOf(scope, ticket)
  try {
    const sealed = await seal({ to: pkHpke, info: registerInfo(placeOf(here), { pkAuth, pkHpke }) }, new Uint8Array(secret))
    return { ticket: encode(ticket), sealed: encode(sealed) }
  } catch {
    // A point of small order: no honest browser makes one.
    return refuse('proof-refused')
  }
}

/**
 * Opens an account for keys whose holder proved to have both, signs it in, and answers the same again when asked twice.
 * `admit` decides whether new keys get in; see Admission.
 */
export async function registerAccount<W extends string>(
  here: Here, input: { kind: AccountKind; registration: Registration }, admit: Admission<W>, keeping = AT_ONCE,
): Promise<Admitted | Refused<W | RegistrationRefusal>> {
  const proven = await proveKeys(here, input)
  if (isRefused(proven)) return proven
  const session = newSession()
  const admitted = await inTransaction<Admitted | Refused<W | RegistrationRefusal>>(here.db, async (tx) => {
    // Who waited and comes again on their own keeps the ways back made meanwhile.
    if (!keeping.waits && input.kind === 'student') await settleArrival(tx, here, proven.id, keeping.unpack)
    const opened = await (keeping.waits ? openArrival(tx, here, proven) : openAccount(tx, proven))
    if (isRefused(opened)) return opened
    const luggage = opened === 'new' ? await admit(tx, proven) : undefined
    if (isRefused(luggage)) return luggage as Refused<W>
    if (opened === 'new' && keeping.waits) await addArrival(tx, here, proven, luggage ?? null)
    else if (luggage) await keeping.unpack(tx, [{ account: proven.id, luggage }])
    return beginSession(tx, here, session, proven)
  })
  rememberSession(here, session, admitted)
  return admitted
}

/** Like `openAccount`, for keys that will wait with their week: nothing is written yet. */
async function openArrival(tx: Tx, here: Here, proven: Omit<Account, 'closed'>): Promise<'new' | 'known' | Refused<'other-kind' | 'account-closed'>> {
  const present = await findAccount(tx, proven.id)
  if (present) return present.closed ? refuse('account-closed') : present.kind === proven.kind ? 'known' : refuse('other-kind')
  return (await findArrival(tx, here, proven.id)) ? 'known' : 'new'
}

/** docs/encryption.md 2, second half. The ticket is spent by the first right answer; a replay is refused. */
export async function proveKeys(here: Here, { kind, registration }: { kind: AccountKind; registration: Registration }): Promise<Omit<Account, 'closed'> | Refused<'proof-refused'>> {
  const { challenges } = doorkeeper(here)
  const pkAuth = decode(registration.pkAuth)
  const pkHpke = decode(registration.pkHpke)
  const ticket = decode(registration.ticket)
  const scope = registrationScope(here, pkAuth, pkHpke)
  if (!challenges.isOpen(scope, ticket, here.now)) return refuse('proof-refused')
  const message = registerMessage(placeOf(here), kind, { pkAuth, pkHpke }, challenges.secretOf(scope, ticket))
  if (!isSignedBy(pkAuth, message, decode(registration.signature))) return refuse('proof-refused')
  if (!challenges.close(ticket, here.now)) return refuse('proof-refused')
  return { id: await accountId(pkAuth, pkHpke), kind, pkAuth, pkHpke }
}

/** Writes the account, or finds it again. A supporter who seeks help uses other keys: one account is never both. */
export async function openAccount(tx: Tx, proven: Omit<Account, 'closed'>): Promise<'new' | 'known' | Refused<'other-kind' | 'account-closed' | 'proof-refused'>> {
  if (await addAccount(tx, proven)) return 'new'
  const present = await findAccount(tx, proven.id)
  // One of the two keys belongs to another account.
  if (!present) return refuse('proof-refused')
  if (present.closed) return refuse('account-closed')
  return present.kind === proven.kind ? 'known' : refuse('other-kind')
}

const placeOf = (here: Here) => ({ origin: here.services.origin, program: here.program.slug })
const registrationScope = (here: Here, pkAuth: Uint8Array, pkHpke: Uint8Array) => canon('register', here.db.program, pkAuth, pkHpke)
