import { useEffect, useSyncExternalStore } from 'react'
import type { MessageContent } from '../../sealed/conversation.ts'
import type { Thread } from '../../sealed/thread.ts'
import { allowing, holdTo, talkedWithIn, talkedWithName } from '../../sealed/travelling.ts'
import { type Again, again } from '../../ui/again.ts'
import { alone } from '../../ui/alone.ts'
import { doorsOf } from '../../ui/api.ts'
import { listen } from '../../ui/live.ts'
import { slug, today } from '../../ui/on-page.ts'
import { draftNames, loadDraft, removeDraft, saveDraft, session } from '../accounts/client.ts'
import { roster } from '../roster/client.ts'
import { heard, preferencesNow, share } from '../students/client.ts'
import type { ConversationSheet, contract, Member, SealedMessage, StreamEvents } from './contract.ts'
import { addDays } from './rules/epochs.ts'
import { afterReply, inOrder, maySend, nextOrder, waitingName, waitingStart, type Waiting } from './rules/outbox.ts'
import { isTimeForNextEpoch } from './rules/renewal.ts'
import type { Side } from './rules/standing.ts'
import { mayRead, mayTalk, newView, NO_TALK, type Talk, type ThreadView } from './rules/talk.ts'
import { trustIn } from './rules/trust.ts'

const ask = doorsOf<typeof contract>()

interface Open {
  view: ThreadView
  /** Holds the keys: here, and nowhere else. */
  thread: Thread | null
  turn: Promise<unknown>
  readonly sending: Again
  /** Said in this tab a moment ago: nobody else can have sent it. */
  readonly fresh: Set<string>
}

const RETRY_MS = 15_000, MOST_TRIES = 12

let talk = NO_TALK
let owner: string | null = null
let stop: (() => void) | null = null
let users = 0
let streaming = false
let rereading: ReturnType<typeof setTimeout> | undefined
const open = new Map<string, Open>()
const listeners = new Set<() => void>()
const requestListeners = new Set<() => void>()
const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('talk')
otherTabs?.addEventListener('message', ({ data }: MessageEvent<{ account: string; conv: string }>) => {
  if (data.account === owner) void showWaiting(data.conv).catch(() => {})
})

const subscribeTo = (among: Set<() => void>) => (listener: () => void): (() => void) => {
  among.add(listener)
  return () => among.delete(listener)
}
const tell = (among: ReadonlySet<() => void>): void => { for (const listener of among) listener() }
const subscribe = subscribeTo(listeners)
/** The list of requests has changed: the room of requests reads it again. */
export const onRequests = subscribeTo(requestListeners)

/** Everything the open account talks about, live while somebody looks. */
export function useTalk(): Talk {
  useEffect(startTalking, [])
  return useSyncExternalStore(subscribe, talkNow)
}
export const talkNow = (): Talk => talk

/** Opens the stream and reads on; returns how to stop. Whoever waits for a first answer may start it from any page. */
export function startTalking(): () => void {
  users += 1
  follow()
  return () => {
    users -= 1
    if (users === 0) close()
  }
}
session.subscribe(() => { if (users > 0) follow() })

/** Follows the account: other keys, other conversations; and without an account none. */
function follow(): void {
  const state = session.current()
  const account = state.at === 'open' ? state.account : null
  if (account === owner) return
  close()
  owner = account
  if (account) stop = listen('/stream', { onOpen: () => { streaming = true; void readAll(); tell(requestListeners) }, onEvent: take, onLost: lost })
}

function close(): void {
  stop?.()
  stop = owner = null
  streaming = false
  clearTimeout(rereading)
  for (const { sending } of open.values()) sending.stop()
  open.clear()
  show(NO_TALK)
}

function take(name: string, data: unknown): void {
  if (name === 'requests') tell(requestListeners)
  if (name === 'change') void readSheet((data as StreamEvents['change']).conv, false).catch(() => {})
  if (name === 'message') {
    const { conv, message } = data as StreamEvents['message']
    void (open.has(conv) ? inTurn(conv, (one) => readNext(one, message)) : readSheet(conv)).catch(() => {})
  }
}

/** Where no stream can be had, what is there can still be read. */
function lost(): void {
  streaming = false
  show({ live: false })
  if (talk.at === 'starting') void readAll()
}

/** By hand, where nothing is here yet. */
export function readAgain(): void {
  show({ at: 'starting' })
  void readAll()
}

async function readAll(): Promise<void> {
  const mine = owner
  const answer = await ask('GET /conversations').catch(() => null)
  if (mine !== owner) return
  if (!answer || 'refused' in answer) {
    show({ at: 'unreachable', live: false })
    return answer ? undefined : readLater() // a refusal stays one, however often it is asked for
  }
  for (const conv of open.keys()) if (!answer.conversations.some((sheet) => sheet.conv === conv)) open.delete(conv)
  const taken = await Promise.allSettled(answer.conversations.map((sheet) => takeSheet(sheet)))
  if (mine !== owner) return
  if (talk.at === 'starting' && session.keys()) void share()
  show({ at: 'here', live: streaming })
  if (taken.some(({ status }) => status === 'rejected')) readLater()
}

/** The stream may hold while single requests fail: what could not be read is asked for again. */
function readLater(): void {
  clearTimeout(rereading)
  rereading = setTimeout(() => void readAll(), RETRY_MS / 3)
}

async function readSheet(conv: string, messages = true): Promise<void> {
  const sheet = await ask('GET /conversations/:conv', { params: { conv } })
  if (!('refused' in sheet)) return takeSheet(sheet, messages)
  if (sheet.refused === 'not-found') open.delete(conv)
  show({})
}

/** How a conversation stands now. Who is in it is checked before anything of it is opened. `messages`: some may have come past the stream. */
async function takeSheet(sheet: ConversationSheet, messages = true): Promise<void> {
  const keys = session.keys()
  const mine = sheet.members.find(({ account }) => account === keys?.account)
  if (!keys || !mine) return
  const student = sheet.members.find(({ side }) => side === 'student')
  const { membersSince, newThread } = await import('../../sealed/thread.ts')
  if (!open.has(sheet.conv)) {
    open.set(sheet.conv, { view: newView(sheet, mine.side), thread: student ? newThread(sheet.conv, keys, student.account) : null, turn: Promise.resolve(), sending: again(() => sendAlone(sheet.conv), RETRY_MS), fresh: new Set() })
  }
  await inTurn(sheet.conv, async (one) => {
    change(one, { sheet })
    if (sheet.standing === 'ended' || !one.thread) return change(one, { lines: [], waiting: [], caughtUp: true })
    change(one, await whoIs(sheet, mine.side))
    if (mayRead(one.view.trust)) await readEverything(one, messages || !one.view.caughtUp)
    change(one, { caughtUp: true, since: membersSince(one.thread) })
  })
  flush(sheet.conv)
}

async function readEverything(one: Open, messages: boolean): Promise<void> {
  const [{ readEpochs }, { memberOf }] = await Promise.all([import('../../sealed/thread.ts'), import('../../sealed/conversation.ts')])
  const { sheet, side, conv } = one.view
  const student = sheet.members.find((member) => member.side === 'student')!
  const supporters = side === 'supporter' ? sheet.members.filter((member) => member.side === 'supporter') : await known(conv)
  const fault = await readEpochs(one.thread!, sheet.epochs, supporters.map((supporter) => [memberOf(student), memberOf(supporter)]))
  if (fault) return change(one, { trust: { at: fault } })
  if (messages) await readOn(one)
  await showWaiting(conv)
  await sendOpeningWords(one)
}

type Who = Pick<ThreadView, 'trust' | 'name' | 'person' | 'newKeys'>

async function whoIs(sheet: ConversationSheet, side: Side): Promise<Who> {
  const unnamed = { name: null, person: null, newKeys: null }
  const student = sheet.members.find((member) => member.side === 'student')!
  if (side === 'supporter') return { ...unnamed, trust: { at: (await (await import('../enrolment/client.ts')).isCertifiedStudent(student)) ? 'verified' : 'unproven' } }
  const supporter = sheet.members.find((member) => member.side === 'supporter')
  const kept = (await talkedWith(sheet.conv)) ?? (await heard().then(() => talkedWith(sheet.conv))), before = kept?.known ?? []
  // Keys that were given up belong to nobody any more; whose they were is known here.
  const person = supporter?.person ?? before.find((member) => member.account === supporter?.account)?.person
  if (!supporter || !person) return { ...unnamed, trust: { at: 'swapped' } }
  const found = await roster()
  if ('refused' in found && found.refused !== 'keys-none-yet') return { ...unnamed, person, trust: { at: 'keys', sentence: found.sentence } }
  const entry = 'refused' in found ? null : found.entryOf(person, 'supporter')
  const asked = !kept || before.some(({ account }) => account === supporter.account) || ((kept.allowed?.includes(person) ?? true) && !preferencesNow().hidden.includes(person))
  const at = trustIn({ account: supporter.account, signed: 'refused' in found ? 'none-yet' : entry, known: before.map(({ account }) => account), asked })
  if (at === 'verified' || at === 'unsigned') await holdTo(shelf, sheet, supporter)
  const newKeys: Member | null = at === 'rekeyed' && entry ? { ...supporter, person, account: entry.account, pkAuth: entry.pkAuth, pkHpke: entry.pkHpke } : null
  return { trust: { at }, name: entry?.name ?? null, person, newKeys }
}

const shelf = { load: loadDraft, save: saveDraft }
const talkedWith = (conv: string) => talkedWithIn(shelf, conv)
const known = async (conv: string): Promise<readonly Member[]> => ((await talkedWith(conv))?.known ?? []).map((one) => ({ ...one, side: 'supporter', certificate: null }))

async function readNext(one: Open, message: SealedMessage): Promise<void> {
  const { thread, view } = one
  if (!thread || message.position <= thread.position || !mayRead(view.trust)) return
  // A line was lost on the way, or the keys are newer than ours: the table knows better than the stream.
  if (message.position !== thread.position + 1 || !thread.epochs.has(message.epoch)) return void readSheet(view.conv).catch(() => {})
  await read(one, [message])
}

async function read(one: Open, messages: readonly SealedMessage[]): Promise<void> {
  const { readMessages, shortfalls } = await import('../../sealed/thread.ts')
  const lines = await readMessages(one.thread!, messages)
  const arrived = one.view.waiting.filter(({ msgId }) => one.thread!.seen.has(msgId))
  change(one, { lines: [...one.view.lines, ...lines], waiting: one.view.waiting.filter((item) => !arrived.includes(item)), gaps: [...one.view.gaps, ...shortfalls(one.thread!)] })
  await Promise.all(arrived.map((item) => removeDraft(waitingName(one.view.conv, item))))
}

async function readOn(one: Open): Promise<void> {
  for (let more = true; more;) {
    const before = one.thread!.position
    const answer = await ask('GET /conversations/:conv/messages', { params: { conv: one.view.conv }, query: { after: before } })
    if ('refused' in answer) return
    await read(one, answer.messages)
    more = one.thread!.position > before
  }
}

/** What is said waits sealed on this device and is shown at once; it leaves by itself. `content` beside text: what other rooms send as a message. */
export async function say(conv: string, content: MessageContent): Promise<void> {
  const one = open.get(conv)
  if (!one) throw new Error('no such conversation is open')
  const { newMessageId } = await import('../../sealed/conversation.ts')
  const item: Waiting = { msgId: newMessageId(), order: nextOrder(one.view.waiting), content }
  one.fresh.add(item.msgId)
  change(one, { waiting: [...one.view.waiting, item] })
  await saveDraft(waitingName(conv, item), item)
  otherTabs?.postMessage({ account: owner, conv })
  flush(conv)
}

/** What waits on this device, whichever tab queued it; what has arrived meanwhile is cleared away. */
async function showWaiting(conv: string): Promise<void> {
  const one = open.get(conv)
  if (!one?.thread) return
  const { thread, fresh } = one
  const kept = (await Promise.all((await draftNames(waitingStart(conv))).map(loadDraft))).filter((item): item is Waiting => item !== null)
  await Promise.all(kept.filter(({ msgId }) => thread.seen.has(msgId)).map((item) => removeDraft(waitingName(conv, item))))
  const unsaved = one.view.waiting.filter(({ msgId }) => fresh.has(msgId) && !kept.some((item) => item.msgId === msgId))
  change(one, { waiting: inOrder([...kept, ...unsaved].filter(({ msgId }) => !thread.seen.has(msgId))) })
}

const flush = (conv: string): void => open.get(conv)?.sending.now()

/** Sends what waits, in order, never from two tabs at once. */
async function sendAlone(conv: string): Promise<void> {
  const one = open.get(conv)
  if (one) await alone(`talk/${slug()}/${owner}/${conv}`, () => sendWaiting(one))
}

async function sendWaiting(one: Open): Promise<void> {
  const { conv } = one.view
  await showWaiting(conv)
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const item = one.view.waiting[0]
    if (!item || !maySend(one.view.sheet.standing) || !mayTalk(one.view.trust)) return
    // What another tab or an earlier visit queued may have arrived already: then it is found, and not sent twice.
    if (!one.fresh.delete(item.msgId)) await inTurn(conv, readOn)
    if (!one.view.waiting.includes(item)) continue
    const { after, sentence } = await inTurn(conv, () => sendOne(one, item))
    change(one, { held: after === 'stop' ? sentence : null })
    if (after === 'sent') tries = 0
    if (after === 'read-again') await readSheet(conv)
    if (after === 'next-epoch') await beginEpoch(one, one.view.sheet.members)
    if (after === 'later') one.sending.later()
    if (after === 'later' || after === 'stop') return
  }
}

async function sendOne(one: Open, item: Waiting) {
  const { hasKey, newestEpoch, saidIn, sealNext } = await import('../../sealed/thread.ts')
  const { conv, sheet } = one.view
  const thread = one.thread!
  const epoch = newestEpoch(thread)
  const shredOn = sheet.epochs.find((handed) => handed.epoch === epoch)?.shredOn ?? addDays(today(), sheet.keepDays + 1)
  if (!hasKey(thread, epoch) || isTimeForNextEpoch({ said: saidIn(thread, epoch), shredOn, keepDays: sheet.keepDays }, today())) return { after: 'next-epoch', sentence: null } as const
  const { com = null, ...sealed } = await sealNext(thread, item.msgId, item.content)
  const answer = await ask('POST /conversations/:conv/messages', { params: { conv }, body: { ...sealed, ...(com && { com }) } })
  if ('refused' in answer) return { after: afterReply(answer), sentence: answer.sentence }
  if (answer.position === thread.position + 1) await read(one, [{ ...sealed, com, sender: thread.mine.account, ...answer }])
  else await readOn(one)
  return { after: 'sent', sentence: null } as const
}

/** New keys for the same two, or, by the student alone, for another supporter. */
async function beginEpoch(one: Open, members: readonly Member[]) {
  const [{ sealEpoch }, { memberOf }] = await Promise.all([import('../../sealed/thread.ts'), import('../../sealed/conversation.ts')])
  const { conv } = one.view
  const answer = await inTurn(conv, async () => {
    const { body, keep } = await sealEpoch(one.thread!, members.map(memberOf))
    const taken = await ask('POST /conversations/:conv/epochs', { params: { conv }, body })
    if (!('refused' in taken)) keep()
    return taken
  })
  if (!('refused' in answer)) await takeSheet(answer)
  else if (answer.refused === 'epoch-moved') await readSheet(conv)
  return answer
}

/** By the student's explicit wish alone: from now on `taker` reads with them. Nothing that was said before goes along. */
export async function handOver(conv: string, taker: Member) {
  const one = open.get(conv)
  const student = one?.view.sheet.members.find(({ side }) => side === 'student')
  if (!one?.thread || !student || one.view.side !== 'student') throw new Error('only the student changes who reads')
  const found = await roster()
  const entry = 'refused' in found ? null : found.entryOf(taker.person ?? '', 'supporter')
  if (!(('refused' in found && found.refused === 'keys-none-yet') || entry?.account === taker.account)) return { fault: 'swapped' } as const
  await holdTo(shelf, one.view.sheet, taker)
  return beginEpoch(one, [student, taker])
}

/** The supporter's new keys take over: the student has read why. */
export const acceptNewKeys = async (view: ThreadView) => (view.newKeys ? handOver(view.conv, view.newKeys) : null)

/** What somebody wants to say first, if anything: sealed here until whoever takes the request has been checked. `allowed`: who may take it, null for anybody. */
export interface OpeningWords { readonly words: string; readonly allowed: readonly string[] | null }
const opening = (conv: string): string => `talk/${conv}/opening`
export const keepOpeningWords = async (conv: string, words: OpeningWords): Promise<void> =>
  saveDraft(talkedWithName(conv), allowing(words.allowed)).then(() => (words.words ? saveDraft(opening(conv), words) : undefined))
export const forgetAllowed = async (conv: string): Promise<void> => ((await known(conv)).length ? undefined : removeDraft(talkedWithName(conv)))
export const forgetOpeningWords = (conv: string): Promise<void> => removeDraft(opening(conv))
export const openingWords = async (conv: string): Promise<OpeningWords | null> => (await loadDraft(opening(conv))) as OpeningWords | null

/** Whether there is such a conversation by now: asked, not guessed from what has arrived here so far. */
export const isThere = async (conv: string): Promise<boolean> => !('refused' in (await ask('GET /conversations/:conv', { params: { conv } })))

/** What a room below does whenever somebody is there and was checked, before the first words go. If it fails, they go all the same. */
let beforehand: (view: ThreadView) => Promise<unknown> = async () => {}
export const beforeFirstWords = (work: typeof beforehand): void => { beforehand = work }

/** One at a time on this device: a page that is just being left and the one that follows must not both send them. */
async function sendOpeningWords({ view }: Open): Promise<void> {
  const { conv, side, trust } = view
  if (side !== 'student' || !mayTalk(trust)) return
  // Asked for without a word, too: what a room below keeps does not wait for words.
  await beforehand(view).catch(() => {})
  if (!(await openingWords(conv))) return
  await alone(`talk/${slug()}/${owner}/${conv}/opening`, async () => {
    const kept = await openingWords(conv)
    if (!kept || !open.has(conv)) return
    if (kept.words.trim()) await say(conv, { k: 'text', text: kept.words.trim() })
    await forgetOpeningWords(conv)
  })
}

/** Tells the other one, and nobody else, how far this was read. */
export async function markRead({ conv, sheet, lines, side }: ThreadView): Promise<void> {
  const mine = sheet.members.find((member) => member.side === side)?.account
  const position = lines.findLast(({ sender }) => sender !== mine)?.position ?? 0
  const one = open.get(conv)
  if (!one || position <= one.view.sheet.read.mine) return
  change(one, { sheet: { ...one.view.sheet, read: { ...one.view.sheet.read, mine: position } } })
  await ask('PUT /conversations/:conv/read', { params: { conv }, body: { position } }).catch(() => {})
}

const afterwards = async <A>(conv: string, answer: Promise<A>): Promise<A> => {
  const said = await answer
  await readSheet(conv).catch(() => {})
  return said
}
export const shredNow = (conv: string) => afterwards(conv, removeDraft(talkedWithName(conv)).then(() => ask('DELETE /conversations/:conv', { params: { conv } })))
export const leave = (conv: string) => afterwards(conv, ask('POST /conversations/:conv/departure', { params: { conv } }))
export const block = (conv: string) => afterwards(conv, ask('PUT /conversations/:conv/block', { params: { conv } }))
export const unblock = (conv: string) => afterwards(conv, ask('DELETE /conversations/:conv/block', { params: { conv } }))
export const wishHandOver = (conv: string) => afterwards(conv, ask('POST /conversations/:conv/hand-over/wish', { params: { conv } }))

/** Half a sentence survives a reload, on this device alone. What is being typed is never sent. */
export const keepTyped = (conv: string, text: string): Promise<void> =>
  alone(`${conv}/typed`, () => (text ? saveDraft(`talk/${conv}/typed`, text) : removeDraft(`talk/${conv}/typed`)))
export const typedBefore = async (conv: string): Promise<string> => ((await loadDraft(`talk/${conv}/typed`)) as string | null) ?? ''

/** One thing at a time for each conversation: what arrives and what is sent follow the same chain. */
function inTurn<T>(conv: string, work: (one: Open) => Promise<T>): Promise<T> {
  const one = open.get(conv)
  if (!one) return Promise.reject(new Error('no such conversation is open'))
  const turn = one.turn.then(() => work(one))
  one.turn = turn.catch(() => {})
  return turn
}

function change(one: Open, to: Partial<ThreadView>): void {
  one.view = { ...one.view, ...to }
  if (open.get(one.view.conv) === one) show({})
}

function show(to: Partial<Talk>): void {
  talk = { ...talk, ...to, threads: [...open.values()].map(({ view }) => view) }
  tell(listeners)
}
