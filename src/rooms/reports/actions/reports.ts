import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { announce } from '../../../platform/outbox.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { isTag } from '../../conversations/actions.ts'
import { inForce } from '../../people/actions.ts'
import { NEEDED_SAFETY_CONTACTS } from '../../programs/rules/opening.ts'
import type { Letter, ListedReport, MyReport, TagQuestion } from '../contract.ts'
import { daysAfter, hidden, progressOf, type ReportKind } from '../rules.ts'
import * as store from '../store/reports.ts'
import { decoded, encoded, type Here, holderOf, lockPart, makeReportKey, reportKey, unlockPart } from './outer-lock.ts'

export type LetterRefusal = 'contacts-few' | 'letter-taken'

/** Nobody means to write so often; each letter wakes two people. */
const letters = new Pace({ limit: 10, perMs: 24 * 3_600_000 })
export const mayWrite = (here: Here, account: string): boolean => letters.allows(`${here.db.program} ${account}`, here.now)

/** A student writes about a supporter. Sent again after a lost answer it is the same report. */
export async function sendReport(here: Here, account: string, letter: Letter): Promise<MyReport | Refused<LetterRefusal | 'too-many'>> {
  if (!mayWrite(here, account)) return refuse('too-many')
  const key = await makeReportKey(here, letter.id)
  return inTransaction<MyReport | Refused<LetterRefusal>>(here.db, (tx) => keepLetter(tx, here, { kind: 'supporter', account, letter, key }))
}

interface Keeping {
  readonly kind: ReportKind
  readonly account: string
  readonly letter: Letter
  readonly key: Buffer
}

/** Keeps what was sealed to the safety contacts, under the report's own key, and tells them that there is something. */
export async function keepLetter(tx: Tx, here: Here, { kind, account, letter, key }: Keeping): Promise<MyReport | Refused<LetterRefusal>> {
  const holder = holderOf(key, letter.id, account)
  const before = await store.findReport(tx, letter.id)
  if (before) return before.holder.equals(holder) && before.kind === kind ? mine(before) : refuse('letter-taken')
  const today = dayIn(here.program.timeZone, here.now)
  const contacts = (await inForce(tx, 'safety-contact', today)).map(({ id }) => id)
  const named = new Set(letter.wraps.map(({ contact }) => contact))
  if (contacts.length < NEEDED_SAFETY_CONTACTS || named.size !== letter.wraps.length || [...named].some((contact) => !contacts.includes(contact))) return refuse('contacts-few')
  const { reportDays } = await store.programSettings(tx)
  const report = { id: letter.id, kind, holder, arrivedOn: today, shredOn: daysAfter(today, reportDays) }
  await store.addReport(tx, { ...report, boxSealed: lockPart(key, letter.id, 'box', decoded(letter.box)) })
  for (const { contact, wrap } of letter.wraps) {
    await store.addWrap(tx, letter.id, contact, lockPart(key, letter.id, contact, decoded(wrap)))
    await announce(tx, { fact: 'report-new', person: contact })
  }
  return mine({ ...report, read: false, closed: false, contacts: [...named] })
}

const mine = ({ id, arrivedOn, shredOn, read, closed }: store.ReportProgress): MyReport => ({ id, arrivedOn, shredOn, progress: progressOf({ read, closed }) })

/** Those of this account: found by their hashes, because no row says whose it is. */
export const listMine = (here: Here, account: string): Promise<{ reports: readonly MyReport[] }> =>
  inTransaction(here.db, async (tx) => {
    const reports: MyReport[] = []
    for (const report of (await store.listReports(tx)).filter(({ kind }) => kind === 'supporter')) {
      const key = await reportKey(here.services.keys, here.db.program, report.id)
      if (key && report.holder.equals(holderOf(key, report.id, account))) reports.push(mine(report))
    }
    return { reports }
  })

export const listedReports = async (tx: Tx, contact: string): Promise<ListedReport[]> =>
  (await store.listReports(tx)).map((report) => ({ ...mine(report), kind: report.kind, isMine: report.contacts.includes(contact) }))

/** Hands a contact the box and their own wrap. That it was looked at is what the student sees from now on. */
export const readReport = (here: Here, contact: string, id: string): Promise<{ kind: ReportKind; box: string; wrap: string } | Refused<'not-found'>> =>
  inTransaction<{ kind: ReportKind; box: string; wrap: string } | Refused<'not-found'>>(here.db, async (tx) => {
    const [found, key] = [await store.findSealed(tx, id, contact), await reportKey(here.services.keys, here.db.program, id)]
    const box = found && key && unlockPart(key, id, 'box', found.boxSealed)
    const wrap = found && key && unlockPart(key, id, contact, found.wrapSealed)
    if (!box || !wrap) return refuse('not-found')
    await store.addReading(tx, id, contact, dayIn(here.program.timeZone, here.now))
    return { kind: found.kind, box: encoded(box), wrap: encoded(wrap) }
  })

export const closeReport = (here: Here, contact: string, id: string): Promise<{ closed: true } | Refused<'not-found'>> =>
  inTransaction<{ closed: true } | Refused<'not-found'>>(here.db, async (tx) => {
    if (!(await store.findSealed(tx, id, contact))) return refuse('not-found')
    await store.addClosing(tx, id, contact, dayIn(here.program.timeZone, here.now))
    return { closed: true }
  })

/** PROTOCOL 3.6: whether this server once took exactly this commitment, from this account, on this day. Yes or no, and nothing else. */
export const checkTag = async (here: Here, question: TagQuestion): Promise<{ genuine: boolean }> => ({ genuine: await isTag(here, question) })

/** What the coordinator learns: how many, from five. */
export const countReports = (here: Here): Promise<{ reports: number | null; accounts: number | null }> =>
  inTransaction(here.db, async (tx) => {
    const { reports, accounts } = await store.counts(tx)
    return { reports: hidden(reports), accounts: hidden(accounts) }
  })

export const whatIsOffered = (here: Here): Promise<{ emergencyContact: boolean; reportDays: number; suspensionDays: number }> =>
  inTransaction(here.db, async (tx) => {
    const { emergencyContact, reportDays, suspensionDays } = await store.programSettings(tx)
    return { emergencyContact, reportDays, suspensionDays }
  })
