import type { AccountKeys } from '../../sealed/account-keys.ts'
import { type Bytes, fromBase64url, join, randomBytes, sameBytes, sha256, toBase64url, utf8 } from '../../sealed/bytes.ts'
import type { Drawer } from '../../sealed/drawer.ts'
import { type Enrolment, type TokenOnItsWay, eraseEnrolment, findEnrolment, keepEnrolment } from '../../sealed/enrolment.ts'
import { indexedDrawer } from '../../sealed/indexed-drawer.ts'
import type { Certificate } from '../../sealed/token.ts'
import { STUDENT, SURVEYS, prepare, surveyMessage, surveyRole, tokenMessage } from '../../sealed/token-messages.ts'
import { doorsOf, spokenLocale } from '../../ui/api.ts'
import { askIssuer, issuerOrigin, issuerPage } from '../../ui/issuer-api.ts'
import { slug, today } from '../../ui/on-page.ts'
import { changeVault, loadDraft, readVault, removeDraft, saveDraft, session } from '../accounts/client.ts'
import { weekAfter, weekOf } from '../accounts/rules.ts'
import { type VerifiedKeys, keyList, signAsHolder } from '../roster/client.ts'
import { forgetWayIn, takeSentBack, workFor } from '../students/client.ts'
import type { contract as studentContract } from '../students/contract.ts'
import { type IssuedDeck, type NewDeck, spellCard, spellIssuerCard } from '../students/rules/cards.ts'
import { termsAround } from '../students/rules/terms.ts'
import type { contract } from './contract.ts'
import { mayShowFrom } from './rules.ts'

const ask = doorsOf<typeof contract>()
const askStudents = doorsOf<typeof studentContract>()
/** A spare comes without a session: the server has no place for whose it is. */
const askNameless = doorsOf<typeof contract>({ nameless: true })

/** A refusal of this server or of the issuer, as screens show it. */
export interface Refusal {
  readonly refused: string
  readonly sentence: string
}

/** What an account keeps of its enrolment in the vault, so that it travels. */
interface Kept {
  readonly enrolment: {
    readonly certificate: Certificate
    readonly surveys: readonly { readonly n: number; readonly prepared: string; readonly signature: string }[]
  }
}

const drawer = (): Drawer => indexedDrawer()

/** Whether this program's school has an issuer at all; without one there are cards and codes of the app. */
export const hasIssuer = (): boolean => issuerOrigin() !== null

const termsNow = () => termsAround(new Date().toISOString())

/** What opens accounts here today: the school's sign-in beside cards, cards alone, or nothing of the issuer's at all. */
export async function whatIsOffered(): Promise<'nothing' | 'cards' | 'all'> {
  if (!hasIssuer()) return 'nothing'
  const prepared = await prepareTokens()
  if ('refused' in prepared) return 'nothing'
  return (await hasSignOn(prepared.term)) ? 'all' : 'cards'
}

export type Standing =
  /** Nothing is begun, or it is begun and waits for the school's answer. */
  | { readonly at: 'begin' }
  /** The issuer has signed or may have: the same is asked for again. */
  | { readonly at: 'sent-back'; readonly ticket: string }
  | { readonly at: 'refused'; readonly word: string }
  /** Tokens are here; the account is not made yet. */
  | { readonly at: 'issued' }
  /** The account is open, its spare not yet kept or declined. */
  | { readonly at: 'registered' }

/** Where this device is: read anew at every load, so that a closed tab goes on where it was. */
export async function standing(): Promise<Standing> {
  const sentBack = takeSentBack()
  const kept = await enrolmentHere()
  if (kept?.registered) return { at: 'registered' }
  if (kept && isIssued(kept)) return { at: 'issued' }
  if (sentBack?.by === 'refused') return { at: 'refused', word: sentBack.word }
  return sentBack ? { at: 'sent-back', ticket: sentBack.word } : { at: 'begin' }
}

/** What was begun for another account than the one that is open now is nobody's here. */
async function enrolmentHere(): Promise<Enrolment | null> {
  const kept = await findEnrolment(drawer(), slug()).catch(() => null)
  const open = session.keys()?.account
  return kept && open && kept.account !== open ? null : kept
}

const isIssued = ({ tokens }: Enrolment): boolean => tokens.length > 0 && tokens.every(({ signature }) => signature !== null)

/**
 * Everything the issuer's answer will depend on, drawn, blinded in a worker and sealed on this device before anything is posted. Asked
 * twice it is the same. Begun as soon as the page opens, while somebody still reads.
 */
export function prepareTokens(): Promise<Enrolment | Refusal> {
  preparing ??= prepareOnce().finally(() => { preparing = null })
  return preparing
}
let preparing: Promise<Enrolment | Refusal> | null = null

async function prepareOnce(): Promise<Enrolment | Refusal> {
  const present = await enrolmentHere()
  if (present) return present
  const keys = await keyList()
  if ('refused' in keys) return keys
  const term = termsNow().find((year) => keys.issuerKey(year, STUDENT))
  if (!term) return said('no-keys')
  const { newRoot } = await import('../../sealed/account-keys.ts')
  const before = session.keys()
  const own = before ?? (await session.keysToRegister('student'))
  const spareRoot = newRoot()
  const tokens = await blindedTokens(keys, term, own, spareRoot)
  return keep({ t: toBase64url(randomBytes(32)), account: own.account, before: before !== null, term, tokens, spareRoot: toBase64url(spareRoot), registered: false, errand: null })
}

/** One for the account, one for the spare, one for each numbered survey of the year: asked for by everybody, so that asking says nothing. */
async function blindedTokens(keys: VerifiedKeys, term: string, own: AccountKeys, spareRoot: Bytes): Promise<TokenOnItsWay[]> {
  const { keysOf } = await import('../../sealed/account-keys.ts')
  const purpose = { program: slug(), term, role: STUDENT }
  const wanted: { role: string; n: 0 | 1; message: Bytes }[] = [
    { role: STUDENT, n: 0, message: await tokenMessage(purpose, own) },
    { role: STUDENT, n: 1, message: await tokenMessage(purpose, await keysOf(spareRoot)) },
    ...Array.from({ length: SURVEYS }, (_, i) => ({ role: surveyRole(i + 1), n: 0 as const, message: surveyMessage(slug(), term, i + 1) })),
  ]
  const items = wanted.flatMap(({ role, n, message }) => {
    const spki = keys.issuerKey(term, role)
    return spki ? [{ role, n, spki, prepared: prepare(message) }] : []
  })
  const { blindAll } = await import('../../sealed/token-beside.ts')
  const blinded = await blindAll(items.map(({ spki, prepared }) => ({ spki, prepared })))
  return items.map(({ role, n, prepared }, at) => ({
    role, n, prepared: toBase64url(prepared), inv: toBase64url(blinded[at]!.inv), blinded: toBase64url(blinded[at]!.blinded), signature: null,
  }))
}

/** Whether the school's own sign-in stands beside the cards; where the issuer does not answer, the button says so when pressed. */
export async function hasSignOn(term: string): Promise<boolean> {
  const answer = await askIssuer<{ signOn: boolean }>('GET', `keys?term=${term}`).catch(() => null)
  return !answer || 'refused' in answer || answer.signOn
}

/** Where to come back to after the school's own page, and what was typed there: sealed with the rest. */
export async function keepErrand(path: string, typed: unknown): Promise<void> {
  const prepared = await prepareTokens()
  if (!('refused' in prepared)) await keep({ ...prepared, errand: { path, typed } })
}

/** "Sign in now, book next week": kept on this device alone, and nobody is told. */
export async function bookLater(): Promise<void> {
  const prepared = await prepareTokens()
  if (!('refused' in prepared)) await keep({ ...prepared, later: weekAfter(weekOf(today())) })
}
const LATER = 'book-later'
export const hasTimeCome = async (): Promise<boolean> => {
  const from = (await loadDraft(LATER)) as string | null
  return from !== null && from <= today()
}
export const forgetLater = (): Promise<void> => removeDraft(LATER).catch(() => {})

/** What was typed at this address before the school's page; once. */
export async function takeErrand<T>(path: string): Promise<T | null> {
  const kept = await findEnrolment(drawer(), slug()).catch(() => null)
  if (!kept?.errand || `/${slug()}${kept.errand.path}` !== path) return null
  await keep({ ...kept, errand: null })
  return kept.errand.typed as T
}

export const readErrand = async (): Promise<Enrolment['errand']> => (await findEnrolment(drawer(), slug()))?.errand ?? null

/** Leaves for the school's sign-in. It learns who signs in; nothing of the account, which stays here, and only the hash of t goes along. */
export async function goToSchool(): Promise<Refusal | null> {
  const prepared = await prepareTokens()
  if ('refused' in prepared) return prepared
  location.assign(issuerPage(`sign-in?h=${await hashOf(prepared.t)}`))
  return null
}

/** A card of the issuer: nobody records who drew it. It is spent only once the tokens are signed. */
export async function ticketForCard(card: string): Promise<{ readonly ticket: string } | Refusal> {
  const prepared = await prepareTokens()
  return 'refused' in prepared ? prepared : withoutSpentCard(await askIssuer<{ ticket: string }>('POST', 'card-ticket', { card, h: await hashOf(prepared.t) }))
}

/** A card that will do no better the next time is not kept in hand, so that the other ways in stand open again. */
async function withoutSpentCard<T extends object>(answer: T | Refusal): Promise<T | Refusal> {
  if ('refused' in answer && ['card-unknown', 'card-used', 'card-other-year'].includes(answer.refused)) await forgetWayIn()
  return answer
}

const hashOf = async (t: string): Promise<string> => toBase64url(await sha256(fromBase64url(t)))

/** Has the blinded messages signed, takes the blinding off and verifies each. Asked again after a lost answer, the issuer answers the same; what is here it is not asked for. */
export async function collect(ticket: string): Promise<Enrolment | Refusal> {
  const [prepared, keys] = await Promise.all([prepareTokens(), keyList()])
  if ('refused' in prepared) return prepared
  if ('refused' in keys) return keys
  if (isIssued(prepared)) return prepared
  const { t, term, tokens } = prepared
  const requests = tokens.map(({ role, n, blinded }) => ({ term, role, n, blinded }))
  const answer = await withoutSpentCard(await askIssuer<{ signatures: string[] }>('POST', 'tokens', { ticket, t, requests }))
  if ('refused' in answer) return answer
  const { finalizeAll } = await import('../../sealed/token-beside.ts')
  const signed = answer.signatures.length === tokens.length && (await finalizeAll(tokens.map(({ role, prepared: bytes, inv }, at) => ({
    spki: keys.issuerKey(term, role)!, prepared: fromBase64url(bytes), answer: fromBase64url(answer.signatures[at]!), inv: fromBase64url(inv),
  }))))
  if (!signed) return said('marked')
  return keep({ ...prepared, tokens: tokens.map((token, at) => ({ ...token, signature: toBase64url(signed[at]!) })) })
}

/** Opens the account with its token; an account of before keeps the token for its first contact. */
export async function register(): Promise<Refusal | null> {
  const kept = await enrolmentHere()
  if (!kept || !isIssued(kept)) throw new Error('no token is here')
  const certificate = certificateOf(kept)
  // An account that stands already, be it by a closed tab's own registration, shows the certificate in its own time.
  if (session.current().at === 'open') await saveDraft(WAITING, { certificate, from: mayShowFrom(Date.now(), Math.random()) } satisfies Waiting)
  else {
    const joined = await joinByToken(certificate)
    if ('refused' in joined) return joined
  }
  if (kept.later) await saveDraft(LATER, kept.later).catch(() => {})
  await keep({ ...kept, registered: true })
  await forgetWayIn()
  await keepInVault()
  return null
}

/** By a token: the issuer signed the hash of these keys, and nobody learns who asked it to. A spare brings the `root` of its own. */
const joinByToken = (certificate: Certificate, root?: Bytes) =>
  session.register({ kind: 'student', ...(root && { root }), send: (registration) => askStudents('POST /students', { body: { registration, eligibility: { by: 'token', ...certificate } } }) })

/** The whole of it by a card of the issuer: an account where there is none yet, else proof for the one that is open. */
export async function enrolByCard(letters: string): Promise<Refusal | null> {
  const asked = await ticketForCard(letters)
  if ('refused' in asked) return asked
  const collected = await collect(asked.ticket)
  return 'refused' in collected ? collected : register()
}

/** Whether the steps of enrolling wait to be taken up on this device. */
export const isUnfinished = async (): Promise<boolean> => (await enrolmentHere())?.registered ?? false

/** What must travel goes into the vault; a server that is away is asked again at the next visit. */
export async function keepInVault(): Promise<void> {
  const kept = await findEnrolment(drawer(), slug())
  if (!kept?.registered || session.current().at !== 'open') return
  const surveys = kept.tokens.filter(({ role }) => role !== STUDENT).map(({ role, prepared, signature }) => ({ n: Number(role.split('-')[1]), prepared, signature: signature! }))
  const enrolment = { certificate: certificateOf(kept), surveys }
  await changeVault<Kept>((content) => ({ ...content, enrolment })).catch(() => null)
}

const certificateOf = ({ term, tokens }: Enrolment, n: 0 | 1 = 0): Certificate => {
  const { prepared, signature } = tokens.find((token) => token.role === STUDENT && token.n === n)!
  return { term: term, prepared, signature: signature! }
}

interface Waiting {
  readonly certificate: Certificate
  readonly from: number
}
const WAITING = 'certificate'

/**
 * Shows the server the certificate of an account of before: at its first contact, or at a visit some days after it was issued. At once
 * would put this account beside whoever has just signed in at the school.
 */
export async function showCertificate(why: 'contact' | 'visit'): Promise<void> {
  if (session.current().at !== 'open') return
  const waiting = (await loadDraft(WAITING).catch(() => null)) as Waiting | null
  if (!waiting || (why === 'visit' && Date.now() < waiting.from)) return
  const answer = await askStudents('POST /students/certificate', { body: waiting.certificate }).catch(() => null)
  if (answer) await removeDraft(WAITING)
}

export const isCertificateWaiting = async (): Promise<boolean> => (await loadDraft(WAITING).catch(() => null)) !== null

/** Whether the program's own signature stands over another's keys, a student's. Without it they may still write: "enrolment and key not proven". */
export async function isCertifiedStudent({ certificate, pkAuth, pkHpke }: { readonly certificate: Certificate | null; readonly pkAuth: string; readonly pkHpke: string }): Promise<boolean> {
  const keys = certificate && (await keyList().catch(() => null))
  if (!keys || 'refused' in keys) return false
  const { isCertified } = await import('../../sealed/token.ts')
  return isCertified(keys, slug(), certificate, fromBase64url(pkAuth), fromBase64url(pkHpke))
}

/** Whether this account carries proof of enrolment of the running year, here or in its vault. */
export async function isProven(): Promise<boolean> {
  const kept = await readVault<Kept>()
  return !('refused' in kept) && kept.content.enrolment !== undefined && termsNow().includes(kept.content.enrolment.certificate.term)
}

const DECLINED = 'proof-declined'

/** An account without proof, at a program that gives it; not again once it was declined on this device. */
export async function mayOfferProof(always: boolean): Promise<boolean> {
  if (!hasIssuer() || (!always && (await loadDraft(DECLINED).catch(() => null)) !== null)) return false
  const keys = await keyList()
  return !('refused' in keys) && termsNow().some((term) => keys.issuerKey(term, STUDENT)) && !(await isProven())
}
export const declineProof = (): Promise<void> => saveDraft(DECLINED, true).catch(() => {})

/** Seals the second root with its token under the words that were drawn for it. Nothing of the account goes along. */
export async function keepSpare(words: readonly string[]): Promise<Refusal | null> {
  const kept = await enrolmentHere()
  if (!kept || !isIssued(kept)) return said('unsigned')
  const { sealSpare } = await import('../../sealed/spare.ts')
  const spare = { ...certificateOf(kept, 1), root: kept.spareRoot }
  const sealed = await sealSpare(words, slug(), spare)
  const answer = await askNameless('POST /spares', { body: { ...sealed, term: kept.term, ...(await workFor(sealed.lookup, 'spare')) } })
  if (!('refused' in answer)) return null
  return answer.refused === 'spare-taken' && (await liesThere(words, spare)) ? null : answer
}

/** After a lost answer the place is taken by this very spare, in another box: opened, it shows. */
async function liesThere(words: readonly string[], { root, signature }: Certificate & { readonly root: string }): Promise<boolean> {
  const { askForSpare, openSpare } = await import('../../sealed/spare.ts')
  const found = await askNameless('POST /spares/opening', { body: await askForSpare(words) })
  const there = 'refused' in found ? null : await openSpare(words, slug(), found.contentSealed).catch(() => null)
  return there?.root === root && there.signature === signature
}

/** Nothing of this enrolment is needed here any more: the spare is on paper, or there is none. */
export const finish = (): Promise<void> => eraseEnrolment(drawer(), slug())

/** The spare's words open a new account. The old one stays sealed: nobody can show that the two belong together. */
export async function openSpareWords(typed: string) {
  const [{ readWords }, { askForSpare, openSpare }] = await Promise.all([import('../../sealed/recovery-words.ts'), import('../../sealed/spare.ts')])
  const read = readWords(typed)
  if ('fault' in read) return { wordsFault: read }
  const found = await askNameless('POST /spares/opening', { body: await askForSpare(read.words) })
  if ('refused' in found) return found
  const { root, ...certificate } = await openSpare(read.words, slug(), found.contentSealed)
  const joined = await joinByToken(certificate, fromBase64url(root))
  if ('refused' in joined) return joined
  await changeVault<Kept>((content) => ({ ...content, enrolment: { certificate, surveys: [] } })).catch(() => null)
  return { opened: true as const }
}

export const readCrowd = () => ask('GET /crowd')

/** A deck for the bowl. Where the program has signed its keys and this coordinator holds one of the roster's, the issuer takes its cards; else the app. */
export async function makeDeck(size: number): Promise<NewDeck> {
  const { term: signed, mayMake } = await issuerCards(), term = mayMake ? signed : null
  const cards = Array.from({ length: size }, () => (term ? spellIssuerCard(randomBytes(13)) : spellCard(randomBytes(10))))
  return { id: crypto.randomUUID(), cards, hashes: await Promise.all(cards.map((card) => hashCard(card.replaceAll('-', ''), term))), term }
}

/** Whether the issuer takes cards, and this coordinator holds no key to have some taken: what they print opens a first booking alone. */
export async function makesOwnCardsAlone(): Promise<boolean> {
  const { term, mayMake } = await issuerCards()
  return term !== null && !mayMake
}

async function hashCard(letters: string, term: string | null): Promise<string> {
  const { issuerCardHash } = await import('../../sealed/key-messages.ts')
  return toBase64url(await (term ? issuerCardHash(slug(), letters) : sha256(utf8(`ps1/card ${letters}`))))
}

/** The term for which the issuer takes cards now, and whether this coordinator holds one of the roster's keys, without which it takes none. */
async function issuerCards(): Promise<{ term: string | null; mayMake: boolean }> {
  const own = session.keys(), keys = own && hasIssuer() ? await keyList() : null
  if (!own || !keys || 'refused' in keys) return { term: null, mayMake: false }
  const mayMake = ['roster/1', 'roster/2'].some((purpose) => {
    const key = keys.keyOf(purpose)
    return key !== null && sameBytes(key, own.pkAuth)
  })
  return { term: termsNow().find((term) => keys.issuerKey(term, STUDENT)) ?? null, mayMake }
}

/** Cards of the issuer never reach this server: their hashes go to the issuer, signed by a roster key. */
export async function keepDeck({ id, hashes, term }: NewDeck): Promise<object> {
  if (term === null) return askStudents('POST /decks', { body: { id, cards: hashes } })
  const { deckMessage } = await import('../../sealed/key-messages.ts')
  const signed = await signAsHolder(await deckMessage(slug(), term, id, join(...hashes.map(fromBase64url))))
  return askIssuer('PUT', `decks/${id}`, { term, hashes, ...signed })
}

/** The decks that the issuer keeps; none where it does not know the program yet. */
export async function listIssuedDecks(): Promise<readonly IssuedDeck[]> {
  const answer = hasIssuer() ? await askIssuer<{ decks: readonly IssuedDeck[] }>('GET', 'decks') : { decks: [] }
  return 'refused' in answer ? [] : answer.decks
}

/** A lost deck stops working as soon as a roster key signs that it does. */
export async function withdrawIssuedDeck(deck: string): Promise<object> {
  const { deckWithdrawalMessage } = await import('../../sealed/key-messages.ts')
  return askIssuer('PUT', `decks/${deck}/withdrawal`, await signAsHolder(deckWithdrawalMessage(slug(), deck)))
}

/** What the week's poster carries: the fingerprint of the program's root, and its groups to compare by eye. */
export async function readPoster(): Promise<{ fingerprint: string; groups: readonly string[] } | Refusal> {
  const keys = await keyList()
  if ('refused' in keys) return keys
  const { spellFingerprint } = await import('../../sealed/key-list.ts')
  return { fingerprint: keys.fingerprint, groups: spellFingerprint(keys.fingerprint) }
}

async function keep(enrolment: Enrolment): Promise<Enrolment> {
  await keepEnrolment(drawer(), slug(), enrolment)
  return enrolment
}

const WORDS = { en: () => import('./words/en.ts'), fr: () => import('./words/fr.ts'), zh: () => import('./words/zh.ts') }
const said = async (word: 'no-keys' | 'marked' | 'unsigned'): Promise<Refusal> => {
  const { words } = await WORDS[spokenLocale() as keyof typeof WORDS]()
  return { refused: word, sentence: { 'no-keys': words.fault_no_keys, marked: words.fault_marked, unsigned: words.fault_unsigned }[word] }
}
