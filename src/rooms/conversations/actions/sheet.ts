import type { Tx } from '../../../platform/db/transaction.ts'
import { dayIn } from '../../../platform/clock.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import type { Certificate, ConversationSheet, Member, SealedEpoch } from '../contract.ts'
import { lastDayOf, shredDay, type Day } from '../rules/epochs.ts'
import type { Side, Standing } from '../rules/standing.ts'
import { membersOf, newestCertificate, programSettings, type StoredConversation } from '../store/conversations.ts'
import { epochsOf, type StoredEpoch } from '../store/epochs.ts'
import { shredKeyName, unlockWrap } from './keys.ts'

/** What an action of this room needs to know of a request. */
export type Here = Pick<Knock, 'db' | 'program' | 'services' | 'now'>

export const todayIn = ({ program, now }: Pick<Here, 'program' | 'now'>): Day => dayIn(program.timeZone, now)

export const keepDaysNow = async (tx: Tx): Promise<number> => settingsOf(await programSettings(tx)).conversationDays

export function standingOf(c: StoredConversation): Standing {
  if (c.ended) return 'ended'
  if (c.suspended) return 'suspended'
  if (c.left) return 'left'
  return c.blockedByStudent || c.blockedBySupporter ? 'blocked' : 'open'
}

/** What one member may know of the conversation. The outer lock of their wraps is taken off here; the inner one is theirs alone. */
export async function sheetFor(tx: Tx, here: Here, c: StoredConversation, side: Side): Promise<ConversationSheet> {
  const { services, db } = here, asStudent = side === 'student'
  const account = asStudent ? c.student! : c.supporter
  const keepDays = Math.min(c.keepDays, await keepDaysNow(tx))
  // Whoever took over was no member before: of those epochs they see not even the header.
  const stored = (await epochsOf(tx, c.conv, asStudent)).filter((epoch) => asStudent || epoch.supporter === account)
  const epochs: SealedEpoch[] = []
  for (const epoch of stored) {
    const key = await services.keys.open(shredKeyName(db.program, c.conv, epoch.epoch))
    const wrap = epoch.wrapSealed && unlockWrap(key, { conv: c.conv, epoch: epoch.epoch, member: account }, epoch.wrapSealed)
    epochs.push({ epoch: epoch.epoch, header: epoch.header.toString('base64url'), wrap: wrap?.toString('base64url') ?? null, shredOn: shredOn(epoch, keepDays) })
  }
  const [mine, theirs] = asStudent ? [c.readByStudent, c.readBySupporter] : [c.readBySupporter, c.readByStudent]
  const [iWish, theyWish] = asStudent ? [c.wishedByStudent, c.wishedBySupporter] : [c.wishedBySupporter, c.wishedByStudent]
  return {
    conv: c.conv, members: await members(tx, c), epochs, newest: c.newest, read: { mine, theirs }, standing: standingOf(c),
    blockedByMe: asStudent ? c.blockedByStudent : c.blockedBySupporter, handOverWish: iWish ? 'mine' : theyWish ? 'theirs' : null,
    shredOn: epochs.at(-1)?.shredOn ?? c.forgetOn ?? todayIn(here), keepDays,
  }
}

const shredOn = ({ begunOn, lastOn }: StoredEpoch, keepDays: number): Day => shredDay(lastOn ?? lastDayOf(begunOn), keepDays)

async function members(tx: Tx, c: StoredConversation): Promise<Member[]> {
  const found = await membersOf(tx, [c.student, c.supporter].filter((account) => account !== null))
  const certificate = c.student === null ? null : await certificateOf(tx, c.student)
  return found.map(({ account, pkAuth, pkHpke, person }) => {
    const keys = { account, pkAuth: pkAuth.toString('base64url'), pkHpke: pkHpke.toString('base64url') }
    return account === c.student ? { ...keys, side: 'student', person: null, certificate } : { ...keys, side: 'supporter', person, certificate: null }
  })
}

/** What a student shows to whoever seals something to them; null where the account has none. */
export async function certificateOf(tx: Tx, account: string): Promise<Certificate | null> {
  const found = await newestCertificate(tx, account)
  return found ? { term: found.term, prepared: found.prepared.toString('base64url'), signature: found.signature.toString('base64url') } : null
}

/** A student who asks, as the supporters see them who may answer. */
export async function studentAsMember(tx: Tx, account: string): Promise<Member | null> {
  const [keys] = await membersOf(tx, [account])
  if (!keys) return null
  return { account, pkAuth: keys.pkAuth.toString('base64url'), pkHpke: keys.pkHpke.toString('base64url'), side: 'student', person: null, certificate: await certificateOf(tx, account) }
}
