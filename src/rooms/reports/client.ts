import { fromBase64url, randomBytes, toBase64url, utf8 } from '../../sealed/bytes.ts'
import type { MessageContent } from '../../sealed/conversation.ts'
import type { EmergencyContact } from '../../sealed/emergency.ts'
import type { Contact, Quote, QuoteStanding, ReportContent } from '../../sealed/report.ts'
import { alone } from '../../ui/alone.ts'
import { doorsOf, type Spoken } from '../../ui/api.ts'
import { slug } from '../../ui/on-page.ts'
import { loadDraft, removeDraft, saveDraft, session } from '../accounts/client.ts'
import { beforeFirstWords, say } from '../conversations/client.ts'
import { type Line, mayTalk, type ThreadView } from '../conversations/rules/talk.ts'
import { type Faulty, roster } from '../roster/client.ts'
import type { contract, Letter, MyEmergencyContact, TagQuestion } from './contract.ts'
import { canBeOpened, type Identity, isOutOfDate, readersOf } from './rules.ts'

export type { MessageContent }

const ask = doorsOf<typeof contract>()

export const whatIsOffered = () => ask('GET /safety-offer')
export const myReports = () => ask('GET /safety-reports/mine')
export const myStanding = () => ask('GET /standing')
export const safetyDesk = () => ask('GET /safety')
export const safetyCounts = () => ask('GET /safety-counts')
export const closeReport = (report: string) => ask('POST /safety/reports/:report/closing', { params: { report } })
export const upholdRest = (account: string) => ask('PUT /safety/accounts/:account/upholding', { params: { account } })
export const liftRest = (account: string) => ask('DELETE /safety/accounts/:account', { params: { account } })
export const suspendSupporter = (person: string) => ask('PUT /safety/supporters/:person/suspension', { params: { person } })
export const liftSupporter = (person: string) => ask('DELETE /safety/supporters/:person/suspension', { params: { person } })

/** A safety contact as the signed list names them. */
export interface NamedContact extends Contact {
  readonly name: string
}

/** Who would read a report about this supporter, by the list that two people signed. Empty: nobody can be reported here yet. */
export async function readers(about: string | null): Promise<readonly NamedContact[] | Faulty> {
  const list = await roster()
  if ('refused' in list) return list.refused === 'keys-none-yet' ? [] : list
  return readersOf(list.all('safety-contact'), about).map(({ person, account, name, pkHpke }) => ({ person, account, name, pkHpke: fromBase64url(pkHpke) }))
}

/** What can be chosen for a report: every message of the other, and the student's own as quotation. */
export function quoteOf({ sender, epoch, seq, msgId, arrivedOn, content, com, tag }: Line, mine: string): Quote | null {
  if (!content) return null
  if (sender === mine) return { by: 'student', day: arrivedOn, text: wordsIn(content) }
  return com && tag ? { by: 'supporter', epoch, seq, msgId, day: arrivedOn, content, com, tag } : null
}

/** The words of a message, whatever kind it is. */
export const wordsIn = (content: MessageContent): string => (typeof content.text === 'string' ? content.text : '')

interface AboutSupporter {
  readonly conv: string
  readonly supporter: { readonly person: string; readonly account: string; readonly name: string }
  readonly words: string
  readonly quotes: readonly Quote[]
}

export const reportFits = async (content: ReportContent): Promise<boolean> => (await import('../../sealed/report.ts')).reportFits(content)

/** docs/encryption.md 16. */
export async function reportSupporter(about: AboutSupporter, to: readonly Contact[]) {
  return ask('POST /safety-reports', { body: await sealedLetter({ kind: 'supporter', ...about }, to) })
}

export async function sendAppeal(words: string) {
  const to = await readers(null)
  if ('refused' in to) return to
  return ask('POST /standing/appeal', { body: await sealedLetter({ kind: 'appeal', words }, to) })
}

/** A supporter's report works without a word; words go to the safety contacts, sealed. */
export async function reportAccount(conv: string, account: string, words: string) {
  const to = words.trim() ? await readers(null) : []
  if ('refused' in to) return to
  const letter = to.length ? await sealedLetter({ kind: 'account', account, words }, to) : null
  return ask('POST /duty/account-reports', { body: { conv, letter } })
}

async function sealedLetter(content: ReportContent, to: readonly Contact[]): Promise<Letter> {
  const { sealReport } = await import('../../sealed/report.ts')
  const id = toBase64url(randomBytes(16))
  const { box, wraps } = await sealReport(openKeys(), { program: slug(), report: id }, to, content)
  return { id, box: toBase64url(box), wraps: wraps.map(({ contact, wrap }) => ({ contact, wrap: toBase64url(wrap) })) }
}

export type { QuoteStanding }

export interface OpenedReport {
  /** The pseudonym, or the supporter, whose keys wrote it. */
  readonly from: string
  readonly content: ReportContent
  readonly quotes: readonly { readonly quote: Quote; readonly standing: QuoteStanding }[]
  /** The account it speaks of is the one that the signed list names for this supporter today. */
  readonly isOnList: boolean
}

/** Opens a report on this device and checks each quote: the commitment here, the tag by the server's yes or no. */
export async function openSafetyReport(report: string): Promise<OpenedReport | Spoken<string>> {
  const handed = await ask('POST /safety/reports/:report/reading', { params: { report } })
  if ('refused' in handed) return handed
  const { openReport, standingOf } = await import('../../sealed/report.ts')
  const { from, content } = await openReport(openKeys(), { program: slug(), report }, { box: fromBase64url(handed.box), wrap: fromBase64url(handed.wrap) })
  if (content.kind !== 'supporter') return { from, content, quotes: [], isOnList: true }
  const quotes = []
  for (const quote of content.quotes) quotes.push({ quote, standing: await standingOf(quote, { conv: content.conv, account: content.supporter.account }, tagIsGenuine) })
  const list = await roster()
  const isOnList = !('refused' in list) && list.entryOf(content.supporter.person, 'supporter')?.account === content.supporter.account
  return { from, content, quotes, isOnList }
}

async function tagIsGenuine(question: TagQuestion): Promise<boolean> {
  const answer = await ask('POST /safety/tag-checks', { body: question })
  return 'genuine' in answer && answer.genuine
}

/** As long as a "thank you" may be: a longer one would be told apart by its size. */
const REVEAL_BYTES = 256 - 4
const revealMessage = ({ name, reach }: Identity): MessageContent => ({ k: 'reveal', name: name.trim(), reach: reach.trim() })
export const revealFits = (identity: Identity): boolean => utf8(JSON.stringify(revealMessage(identity))).length <= REVEAL_BYTES

/** docs/encryption.md 17: a message like any other, to this one supporter. Nothing else is sent, before or after. */
export const reveal = (conv: string, identity: Identity): Promise<void> => say(conv, revealMessage(identity))
export const keepIdentity = (identity: Identity): Promise<void> => saveDraft('reveal', identity)
export const keptIdentity = async (): Promise<Identity | null> => ((await loadDraft('reveal')) as Identity | null) ?? null

const emergencyDraft = (conv: string): string => `emergency/${conv}`
const keepEmergency = (conv: string, contact: EmergencyContact): Promise<void> => saveDraft(emergencyDraft(conv), contact)
const keptEmergency = async (conv: string): Promise<EmergencyContact | null> => ((await loadDraft(emergencyDraft(conv))) as EmergencyContact | null) ?? null

/** Named while the request waited, and not left yet. Gone once it was: what is taken back later, on whichever device, stays taken back. */
const waitingDraft = (conv: string): string => `emergency-waits/${conv}`
export const keepWaitingContact = (conv: string, contact: EmergencyContact): Promise<void> => saveDraft(waitingDraft(conv), contact)
export const waitingContact = async (conv: string): Promise<EmergencyContact | null> => ((await loadDraft(waitingDraft(conv))) as EmergencyContact | null) ?? null
export const forgetWaitingContact = (conv: string): Promise<void> => removeDraft(waitingDraft(conv))

export const emergencyFits = async (contact: EmergencyContact): Promise<boolean> => (await import('../../sealed/emergency.ts')).contactFits(contact)
export const emergencyIn = (conv: string) => ask('GET /emergency-contact/:conv', { params: { conv } })
export const emergencyForMe = (conv: string) => ask('GET /duty/emergency-contacts/:conv', { params: { conv } })

/** Everybody on call whom the program has signed. */
async function onCallNow() {
  const list = await roster()
  return 'refused' in list ? [] : list.all('on-call').map(({ person, account, name, pkHpke }) => ({ person, account, name, pkHpke: fromBase64url(pkHpke) }))
}

/** Name by account. */
export const onCallNames = async (): Promise<ReadonlyMap<string, string>> => new Map((await onCallNow()).map(({ account, name }) => [account, name]))

/** docs/encryption.md 18: one half to the on-call contacts by the server, the other to the supporter as an ordinary message. */
export async function leaveEmergency({ conv, sheet }: Pick<ThreadView, 'conv' | 'sheet'>, contact: EmergencyContact) {
  const before = await emergencyIn(conv)
  if ('refused' in before) return before
  const { sealContact } = await import('../../sealed/emergency.ts')
  const place = { program: slug(), conv, epoch: sheet.newest, version: (before.contact?.version ?? 0) + 1 }
  const { box, half, halves } = await sealContact(openKeys(), place, await onCallNow(), contact)
  const answer = await ask('PUT /emergency-contact/:conv', {
    params: { conv }, body: { epoch: place.epoch, version: place.version, box: toBase64url(box), halves: halves.map((one) => ({ ...one, half: toBase64url(one.half) })) },
  })
  if ('refused' in answer) return answer
  await keepEmergency(conv, contact)
  await forgetWaitingContact(conv)
  await say(conv, { k: 'emergency', version: place.version, half: toBase64url(half) })
  return answer
}

export async function takeBackEmergency(conv: string) {
  const answer = await ask('DELETE /emergency-contact/:conv', { params: { conv } })
  if ('refused' in answer) return answer
  await forgetWaitingContact(conv)
  await removeDraft(emergencyDraft(conv))
  return answer
}

/** Leaves what was named while the request waited, never from two tabs at once. Whether nothing waits any more. */
export const leaveWaiting = (view: ThreadView): Promise<boolean> =>
  alone(`emergency/${slug()}/${view.conv}`, async () => {
    const contact = await waitingContact(view.conv)
    if (!contact) return true
    const found = await emergencyIn(view.conv)
    if ('refused' in found) return false
    // Another device was faster: what was left there is newer. Without its half in the conversation, only the answer to ours was lost.
    if (found.contact && halfIn(view.lines, openKeys().account, found.contact.version)) return forgetWaitingContact(view.conv).then(() => true)
    return !('refused' in (await leaveEmergency(view, contact)))
  })

beforeFirstWords(leaveWaiting)

/**
 * `fits`: it could be opened as things are. `left`: it had waited on this device until now. `made-anew`: it was out of date, and is not any more. `write-again`: it is, and this
 * device does not know the words. `nobody`: nobody on call could open it.
 */
export type EmergencyStanding = 'none' | 'fits' | 'left' | 'made-anew' | 'write-again' | 'nobody'

/** Each time the student looks: another epoch, another supporter or another list, and it is made anew from what this device keeps. */
export async function renewEmergency(view: ThreadView, deposit: MyEmergencyContact | null): Promise<EmergencyStanding> {
  if (view.caughtUp && mayTalk(view.trust) && (await waitingContact(view.conv))) return (await leaveWaiting(view)) ? 'left' : 'nobody'
  if (!deposit) return 'none'
  const onCall = (await onCallNow()).map(({ account }) => account)
  if (!onCall.length) return 'nobody'
  if (!isOutOfDate(deposit, { epoch: view.sheet.newest, onCall })) return 'fits'
  const kept = await keptEmergency(view.conv)
  if (!kept) return canBeOpened(deposit, { onCall }) ? 'write-again' : 'nobody'
  return 'refused' in (await leaveEmergency(view, kept)) ? 'write-again' : 'made-anew'
}

/** The supporter's half of the deposit that is there now, from what the student said in the conversation. */
export function halfIn(lines: readonly Line[], student: string, version: number): string | null {
  const found = lines.findLast(({ sender, content }) => sender === student && content?.k === 'emergency' && content.version === version)?.content?.half
  return typeof found === 'string' ? found : null
}

/** Begins an opening: recorded at once, shown to the student, and worth nothing until somebody on call adds the other half. */
export async function beginOpening({ conv, sheet, lines }: Pick<ThreadView, 'conv' | 'sheet' | 'lines'>, deposit: MyEmergencyContact) {
  const student = sheet.members.find(({ side }) => side === 'student')!.account
  const half = halfIn(lines, student, deposit.version)
  const holders = (await onCallNow()).filter(({ account }) => deposit.onCall.includes(account))
  if (!half || !holders.length) return null
  const { sealHalf } = await import('../../sealed/emergency.ts')
  const id = toBase64url(randomBytes(16))
  const place = { program: slug(), conv, epoch: deposit.epoch, version: deposit.version, opening: id, student }
  const halves = await Promise.all(holders.map(async (holder) => ({ person: holder.person, half: toBase64url(await sealHalf(openKeys(), place, holder, fromBase64url(half))) })))
  return ask('POST /duty/emergency-openings', { body: { id, conv, version: deposit.version, halves } })
}

export const openingsForMe = () => ask('GET /emergency-openings')

/** On call: writes down that one looks, then puts both halves together here. The supporter's keys are those of the signed list. */
export async function readEmergency(opening: string): Promise<EmergencyContact | Spoken<string> | Faulty | { readonly broken: true }> {
  const handed = await ask('POST /emergency-openings/:opening/reading', { params: { opening } })
  if ('refused' in handed) return handed
  const list = await roster()
  if ('refused' in list) return list
  const supporter = list.entryOf(handed.supporter.person, 'supporter')
  if (!supporter || supporter.account !== handed.supporter.account) return { broken: true }
  const { openContact } = await import('../../sealed/emergency.ts')
  const { conv, epoch, version, student } = handed
  return openContact(openKeys(), {
    place: { program: slug(), conv, epoch, version, opening, student: student.account }, box: fromBase64url(handed.box),
    student: keysOf(student), supporter: keysOf(supporter), fromStudent: fromBase64url(handed.fromStudent), fromSupporter: fromBase64url(handed.fromSupporter),
  }).catch(() => ({ broken: true as const }))
}

/** What the signed list calls this person; their id where it does not name them. */
export async function namesOnList(): Promise<ReadonlyMap<string, string>> {
  const list = await roster()
  if ('refused' in list) return new Map()
  return new Map((['supporter', 'on-call', 'safety-contact'] as const).flatMap((role) => list.all(role)).map(({ person, name }) => [person, name]))
}

const keysOf = ({ pkAuth, pkHpke }: { readonly pkAuth: string; readonly pkHpke: string }) => ({ pkAuth: fromBase64url(pkAuth), pkHpke: fromBase64url(pkHpke) })

function openKeys() {
  const keys = session.keys()
  if (!keys) throw new Error('no account is open')
  return keys
}
