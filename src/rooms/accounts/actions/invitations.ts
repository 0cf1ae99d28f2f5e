import { randomBytes } from 'node:crypto'
import { writeAudit } from '../../../platform/audit.ts'
import { type Tx, inTransaction } from '../../../platform/db/transaction.ts'
import { liveHub } from '../../../platform/live/hub.ts'
import { type Refused, isRefused, refuse } from '../../../platform/refusals.ts'
import type { Admitted, Registration } from '../contract.ts'
import { INVITATION_DAYS, LOST_WITH_KEYS, readCode, spellCode } from '../rules.ts'
import { addClosure, findAcceptance, findInvitation, findSubjectOf, putAcceptance, putInvitation, removeAllOf, removeInvitation } from '../store/accounts.ts'
import { type Here, doorkeeper } from './doorkeeper.ts'
import { codeHash, dayAfter, dayOf } from './encoding.ts'
import { type RegistrationRefusal, openAccount, proveKeys } from './registration.ts'
import { beginSession, forgetSessionsOf, newSession, rememberSession } from './sessions.ts'

export interface Invitation {
  readonly subject: string
  /** Shown once. The server keeps a hash. */
  readonly key: string
  /** The whole address: the key stands behind #, where no server and no log sees it. */
  readonly link: string
  readonly expiresOn: string
}

/** Invites people, each by a link of their own. Whoever was invited before gets a new link, and the old one is void. */
export async function inviteSubjects(tx: Tx, here: Here, input: { subjects: readonly string[] }): Promise<Invitation[]> {
  const expiresOn = dayAfter(here.now, INVITATION_DAYS)
  const invitations: Invitation[] = []
  for (const subject of input.subjects) {
    const key = spellCode(randomBytes(15))
    await putInvitation(tx, { subject, keyHash: hashOf(key), expiresOn })
    invitations.push({ subject, key, link: `${here.services.origin}/${here.program.slug}/join#${key}`, expiresOn })
  }
  return invitations
}

/** Takes an invitation back before it was accepted. */
export const withdrawInvitation = (tx: Tx, subject: string) => removeInvitation(tx, subject)

export const lookAtInvitation = (here: Here, key: string): Promise<{ expiresOn: string } | Refused<'invitation-gone'>> =>
  inTransaction(here.db, async (tx) => {
    const invitation = await openInvitation(tx, here, key)
    return invitation ? { expiresOn: invitation.expiresOn } : refuse('invitation-gone')
  })

/** The people room's part: notes the person's account and says which one it replaces. */
export type LinkSubject = (tx: Tx, subject: string, account: string) => Promise<{ readonly previous: string | null }>

type AcceptanceRefusal = RegistrationRefusal | 'invitation-gone' | 'keys-in-use'

/** Opens a staff account for the invited person. With new keys after a loss, the old account closes and what it alone could read is named. */
export async function acceptInvitation(here: Here, input: { key: string; registration: Registration }, link: LinkSubject): Promise<Admitted | Refused<AcceptanceRefusal>> {
  const proven = await proveKeys(here, { kind: 'staff', registration: input.registration })
  if (isRefused(proven)) return proven
  const session = newSession()
  let closed: string | null = null
  const admitted = await inTransaction<Admitted | Refused<AcceptanceRefusal>>(here.db, async (tx) => {
    closed = null
    const opened = await openAccount(tx, proven)
    if (isRefused(opened)) return opened
    if (await wasAcceptedBy(tx, input.key, proven.id)) return beginSession(tx, here, session, proven)
    const invitation = await openInvitation(tx, here, input.key)
    if (!invitation) return refuse('invitation-gone')
    const owner = await findSubjectOf(tx, proven.id)
    if (owner && owner.subject !== invitation.subject) return refuse('keys-in-use')
    const { previous } = await link(tx, invitation.subject, proven.id)
    closed = previous === proven.id ? null : previous
    if (closed) await closeAccount(tx, closed, here.now)
    await removeInvitation(tx, invitation.subject)
    await putAcceptance(tx, { subject: invitation.subject, keyHash: hashOf(input.key), account: proven.id, day: dayOf(here.now) })
    await writeAudit(tx, { person: invitation.subject, event: closed ? 'keys-replaced' : 'invitation-accepted', day: dayOf(here.now) })
    return { ...(await beginSession(tx, here, session, proven)), lost: closed ? LOST_WITH_KEYS : [] }
  })
  if (closed && !isRefused(admitted)) {
    forgetSessionsOf(doorkeeper(here), here.db.program, closed)
    liveHub(here.services).endAccount(here.db.program, closed)
  }
  rememberSession(here, session, admitted)
  return admitted
}

/** Ends an account of staff for good: no session, no way back, and no proof by its keys is taken again. */
export async function closeAccount(tx: Tx, account: string, now: number): Promise<void> {
  await removeAllOf(tx, account)
  await addClosure(tx, account, dayOf(now))
}

async function openInvitation(tx: Tx, here: Here, key: string) {
  const invitation = await findInvitation(tx, hashOf(key))
  return invitation && invitation.expiresOn >= dayOf(here.now) ? invitation : null
}

const wasAcceptedBy = async (tx: Tx, key: string, account: string): Promise<boolean> => (await findAcceptance(tx, hashOf(key)))?.account === account

/** What cannot be a code hashes to something no code hashes to. */
const hashOf = (typed: string): Buffer => codeHash(readCode(typed) ?? '')
