import { dayIn } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { announce } from '../../../platform/outbox.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { notifyChange } from '../../conversations/actions.ts'
import { inForce } from '../../people/actions.ts'
import type { MyEmergencyContact, OpenedContact, OpeningForMe, ShownOpening } from '../contract.ts'
import { findBoth, findMembers, keysOf, type MemberKeys } from '../store/conversations.ts'
import { programSettings } from '../store/reports.ts'
import * as store from '../store/emergency.ts'
import { decoded, encoded, epochKey, type Here, lockHalf, unlockHalf } from './outer-lock.ts'

const today = ({ program, now }: Here) => dayIn(program.timeZone, now)

interface Deposit {
  readonly epoch: number
  readonly version: number
  readonly box: string
  readonly halves: readonly { readonly person: string; readonly account: string; readonly half: string }[]
}

/** Keeps the box and one sealed half for each on-call contact, under the epoch's key. The other half is in no row. */
export const leaveContact = (here: Here, account: string, conv: string, deposit: Deposit): Promise<{ version: number } | Refused<'not-found' | 'version-moved' | 'version-taken' | 'not-offered-here'>> =>
  inTransaction<{ version: number } | Refused<'not-found' | 'version-moved' | 'version-taken' | 'not-offered-here'>>(here.db, async (tx) => {
    if ((await findMembers(tx, conv, account))?.student !== account) return refuse('not-found')
    const onCall = (await inForce(tx, 'on-call', today(here))).map(({ id }) => id)
    if (!(await programSettings(tx)).emergencyContact || deposit.halves.some(({ person }) => !onCall.includes(person))) return refuse('not-offered-here')
    const key = await epochKey(here, conv, deposit.epoch)
    if (!key) return refuse('version-moved')
    const before = await store.findContact(tx, conv)
    if (before && before.version >= deposit.version) return refuse('version-taken')
    const halves = deposit.halves.map(({ person, account: holder, half }) => ({ person, account: holder, halfSealed: lockHalf(key, conv, `half ${person}`, decoded(half)) }))
    await store.replaceContact(tx, { conv, epoch: deposit.epoch, version: deposit.version, boxSealed: lockHalf(key, conv, 'box', decoded(deposit.box)) }, halves)
    await notifyChange(tx, conv)
    return { version: deposit.version }
  })

/** Taken back: from now on nothing opens. What was opened stays in the student's list. */
export const takeBackContact = (here: Here, account: string, conv: string): Promise<{ removed: true } | Refused<'not-found'>> =>
  inTransaction<{ removed: true } | Refused<'not-found'>>(here.db, async (tx) => {
    if (!(await findMembers(tx, conv, account))) return refuse('not-found')
    await store.dropContact(tx, conv)
    await notifyChange(tx, conv)
    return { removed: true }
  })

/** What both of the conversation may know: that there is one, who could open it, and every opening. Never a half. */
export const contactIn = (here: Here, account: string, conv: string): Promise<{ contact: MyEmergencyContact | null; openings: readonly ShownOpening[] } | Refused<'not-found'>> =>
  inTransaction<{ contact: MyEmergencyContact | null; openings: readonly ShownOpening[] } | Refused<'not-found'>>(here.db, async (tx) => {
    if (!(await findMembers(tx, conv, account))) return refuse('not-found')
    const found = await store.findContact(tx, conv)
    const onCall = (await store.halvesOf(tx, conv)).map((half) => half.account)
    const openings = (await store.openingsOf(tx, conv)).map(({ openedOn, supporter, readBy }) => ({ openedOn, supporter, readBy }))
    return { contact: found ? { epoch: found.epoch, version: found.version, onCall } : null, openings }
  })

interface Begun {
  readonly id: string
  readonly conv: string
  readonly version: number
  readonly halves: readonly { readonly person: string; readonly half: string }[]
}

/** The supporter's part: recorded, and shown to the student, before anybody is handed anything. */
export const beginOpening = (here: Here, by: { person: string; account: string }, begun: Begun): Promise<{ openedOn: string } | Refused<'not-found' | 'version-moved' | 'letter-taken'>> =>
  inTransaction<{ openedOn: string } | Refused<'not-found' | 'version-moved' | 'letter-taken'>>(here.db, async (tx) => {
    const { id, conv, version } = begun
    if ((await findMembers(tx, conv, by.account))?.supporter !== by.account) return refuse('not-found')
    const before = await store.findOpening(tx, id)
    if (before) return before.supporter === by.person && before.conv === conv ? { openedOn: before.openedOn } : refuse('letter-taken')
    const contact = await store.findContact(tx, conv)
    const key = contact?.version === version ? await epochKey(here, conv, contact.epoch) : null
    const holders = (await store.halvesOf(tx, conv)).map(({ person }) => person)
    if (!key || begun.halves.some(({ person }) => !holders.includes(person))) return refuse('version-moved')
    const openedOn = today(here)
    // Pressed again, where the page had forgotten: the student is shown one opening, and nobody is alerted twice.
    if ((await store.openingsOf(tx, conv)).some((one) => one.version === version && one.supporter === by.person && one.openedOn === openedOn && one.readBy.length === 0)) return { openedOn }
    await store.addOpening(tx, { id, conv, version, supporter: by.person, openedOn })
    for (const { person, half } of begun.halves) {
      await store.addOpeningHalf(tx, id, person, lockHalf(key, conv, `opening ${id} ${person}`, decoded(half)))
      await announce(tx, { fact: 'emergency-opening', person })
    }
    await notifyChange(tx, conv)
    return { openedOn }
  })

export const openingsForMe = (here: Here, person: string): Promise<{ openings: readonly OpeningForMe[] }> =>
  inTransaction(here.db, async (tx) => ({ openings: (await store.openingsFor(tx, person)).map(({ id, openedOn, supporter, read }) => ({ id, openedOn, supporter, read })) }))

/** The on-call contact's part: writes down that they looked, and only then hands out the box and both sealed halves. */
export const readOpening = (here: Here, person: string, id: string): Promise<OpenedContact | Refused<'not-found' | 'version-moved'>> =>
  inTransaction<OpenedContact | Refused<'not-found' | 'version-moved'>>(here.db, async (tx) => {
    const [opening, theirs] = [await store.findOpening(tx, id), await store.openingHalf(tx, id, person)]
    if (!opening || !theirs) return refuse('not-found')
    const contact = await store.findContact(tx, opening.conv)
    const key = contact?.version === opening.version ? await epochKey(here, opening.conv, contact.epoch) : null
    const mine = (await store.halvesOf(tx, opening.conv)).find((half) => half.person === person)
    const both = await findBoth(tx, opening.conv)
    const members = both ? await keysOf(tx, [both.student, both.supporter]) : []
    const student = members.find((member) => member.account === both?.student), supporter = members.find((member) => member.account === both?.supporter)
    if (!contact || !key || !mine || !student || !supporter) return refuse('version-moved')
    const [box, fromStudent, fromSupporter] = [unlockHalf(key, opening.conv, 'box', contact.boxSealed), unlockHalf(key, opening.conv, `half ${person}`, mine.halfSealed), unlockHalf(key, opening.conv, `opening ${id} ${person}`, theirs)]
    if (!box || !fromStudent || !fromSupporter) return refuse('version-moved')
    await store.addEmergencyReading(tx, id, person, today(here))
    await notifyChange(tx, opening.conv)
    return {
      conv: opening.conv, epoch: contact.epoch, version: contact.version, box: encoded(box), fromStudent: encoded(fromStudent), fromSupporter: encoded(fromSupporter),
      student: onWire(student),
      supporter: { person: opening.supporter, ...onWire(supporter) },
    }
  })

const onWire = ({ account, pkAuth, pkHpke }: MemberKeys) => ({ account, pkAuth: encoded(pkAuth), pkHpke: encoded(pkHpke) })
