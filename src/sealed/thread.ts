import type { AccountKeys } from './account-keys.ts'
import { type Bytes, fromBase64url, sameBytes, toBase64url } from './bytes.ts'
import {
  type EpochFault, type EpochSecret, type MemberKeys, type MessageContent, type Tail, type Tails, NO_TAIL, hashBox, makeEpoch, openEpoch, openMessage, readHeader, sealMessage,
} from './conversation.ts'

/** A conversation as one page has it open: every key, and how far each sender's chain has been followed. Never kept anywhere. */
export interface Thread {
  readonly conv: string
  readonly mine: AccountKeys
  readonly student: string
  readonly epochs: Map<number, KnownEpoch>
  /** Names of messages that were read, with the hash of their box. */
  readonly seen: Map<string, Bytes>
  readonly shortfalls: Set<string>
  position: number
}

interface KnownEpoch {
  readonly header: Bytes
  readonly members: readonly MemberKeys[]
  /** Null where its key was destroyed, or was never ours. */
  readonly secret: EpochSecret | null
  tails: Tails
}

/** As the server hands them out; binary is base64url. */
export interface HandedEpoch {
  readonly epoch: number
  readonly header: string
  readonly wrap: string | null
}
export interface HandedMessage {
  readonly position: number
  readonly epoch: number
  readonly sender: string
  readonly seq: number
  readonly msgId: string
  readonly box: string
  readonly com: string | null
  readonly tag: string | null
  readonly arrivedOn: string
}

/** `missing`: the server left out at least one before this place. `broken`: not as its sender sealed it. `repeated`: shown before under the same name. */
export type LineFault = 'missing' | 'broken' | 'repeated'

/** One message after reading: its content, or why there is none. */
export interface ReadLine extends Omit<HandedMessage, 'box'> {
  readonly content: MessageContent | null
  readonly fault: LineFault | null
}

export const newThread = (conv: string, mine: AccountKeys, student: string): Thread =>
  ({ conv, mine, student, epochs: new Map(), seen: new Map(), shortfalls: new Set(), position: 0 })

/**
 * Opens what is new among the epochs. `circles`: who may have read one, checked before; now or, after a hand-over, in an earlier epoch. An
 * earlier one with somebody whom this device never checked stays closed; the newest one with such a member is refused.
 */
export async function readEpochs(thread: Thread, handed: readonly HandedEpoch[], circles: readonly (readonly MemberKeys[])[]): Promise<EpochFault | null> {
  const newest = Math.max(...handed.map(({ epoch }) => epoch))
  for (const one of handed.toSorted((a, b) => a.epoch - b.epoch)) {
    const known = thread.epochs.get(one.epoch)
    const header = bytesOf(one.header)
    if (!header || (known && !sameBytes(known.header, header))) return 'chain'
    if (known) continue
    const opened = one.wrap === null ? lookAt(thread.conv, one.epoch, header) : await openWrap(thread, { epoch: one.epoch, newest, header, wrapped: one.wrap, circles })
    if ('fault' in opened) return opened.fault
    thread.epochs.set(one.epoch, opened)
  }
  return null
}

/** An epoch that cannot be opened any more must still stand in its place in the chain. */
function lookAt(conv: string, epoch: number, header: Bytes): KnownEpoch | { readonly fault: EpochFault } {
  const said = readHeader(header)
  return said?.conv === conv && said.epoch === epoch ? { header, members: [], secret: null, tails: {} } : { fault: 'place' }
}

interface Wrapped { readonly epoch: number; readonly newest: number; readonly header: Bytes; readonly wrapped: string; readonly circles: readonly (readonly MemberKeys[])[] }

async function openWrap({ conv, mine, student, epochs }: Thread, { epoch, newest, header, wrapped, circles }: Wrapped): Promise<KnownEpoch | { readonly fault: EpochFault }> {
  const previousHeader = epoch === 0 ? null : epochs.get(epoch - 1)?.header
  const wrap = bytesOf(wrapped)
  if (!wrap) return { fault: 'wrap' }
  for (const members of circles) {
    const secret = await openEpoch({ conv, epoch, mine, members, student, previousHeader, header, wrap })
    if (!('fault' in secret)) return { header, members, secret, tails: {} }
    if (secret.fault !== 'members') return secret
  }
  return epoch === newest ? { fault: 'members' } : lookAt(conv, epoch, header)
}

/** Reads on, in the server's order; each sender's own order must hold. What was read before is passed over in silence. */
export async function readMessages(thread: Thread, handed: readonly HandedMessage[]): Promise<ReadLine[]> {
  const lines: ReadLine[] = []
  for (const { box: sealed, ...message } of handed) {
    if (message.position <= thread.position) continue
    thread.position = message.position
    const box = bytesOf(sealed)
    const read = box ? await readOne(thread, message, box) : { content: null, fault: 'broken' as const }
    if (read) lines.push({ ...message, ...read })
  }
  return lines
}

/** Null for what cannot be read any more because its key is gone. */
async function readOne(thread: Thread, message: Omit<HandedMessage, 'box'>, box: Bytes): Promise<Pick<ReadLine, 'content' | 'fault'> | null> {
  const { sender, seq, msgId } = message
  const epoch = thread.epochs.get(message.epoch)
  if (epoch && !epoch.secret) return null
  if (!epoch?.secret || !epoch.members.some(({ account }) => account === sender)) return { content: null, fault: 'broken' }
  const hash = await hashBox(box)
  const tail = epoch.tails[sender] ?? NO_TAIL
  if (seq <= tail.seq || thread.seen.has(msgId)) return { content: null, fault: 'repeated' }
  const content = seq === tail.seq + 1 ? await opened(thread, epoch.secret, { ...message, prevHash: tail.hash }, box) : null
  const fault = content ? null : seq === tail.seq + 1 ? 'broken' : 'missing'
  // A message that does not open is still a link: only so can the next one be told from a second fault.
  thread.seen.set(msgId, hash)
  epoch.tails = { ...epoch.tails, [sender]: { seq, hash } }
  return { content, fault }
}

const opened = (thread: Thread, secret: EpochSecret, place: Omit<HandedMessage, 'box'> & { readonly prevHash: Bytes }, box: Bytes): Promise<MessageContent | null> =>
  openMessage(secret, place, { box, com: place.com === null ? null : (bytesOf(place.com) ?? new Uint8Array(0)) }, place.sender !== thread.student).catch(() => null)

/**
 * Whether each closed epoch ends as the next header says. A message that crossed the new epoch on its way lies behind its end and is
 * taken, because its chain holds; one before the end that never came is a gap. Each gap is told once.
 */
export function shortfalls(thread: Thread): { readonly epoch: number; readonly sender: string }[] {
  const found: { epoch: number; sender: string }[] = []
  for (const [epoch, { secret, tails }] of thread.epochs) {
    const next = thread.epochs.get(epoch + 1)
    if (!secret || !next) continue
    for (const [sender, end] of Object.entries(readHeader(next.header)?.tails ?? {})) {
      if (agrees(tails[sender] ?? NO_TAIL, end) || thread.shortfalls.has(`${epoch} ${sender}`)) continue
      thread.shortfalls.add(`${epoch} ${sender}`)
      found.push({ epoch, sender })
    }
  }
  return found
}

const agrees = (tail: Tail, end: Tail): boolean => tail.seq > end.seq || (tail.seq === end.seq && sameBytes(tail.hash, end.hash))

export const newestEpoch = (thread: Thread): number => Math.max(-1, ...thread.epochs.keys())

/** How many messages this epoch has taken. */
export const saidIn = (thread: Thread, epoch: number): number => Object.values(thread.epochs.get(epoch)?.tails ?? {}).reduce((sum, { seq }) => sum + seq, 0)

/** Whether its key is here: without it nothing can be said in this epoch, only in one after it. */
export const hasKey = (thread: Thread, epoch: number): boolean => Boolean(thread.epochs.get(epoch)?.secret)

/** The next message of this account, ready for the door. */
export async function sealNext(thread: Thread, msgId: string, content: MessageContent) {
  const epoch = newestEpoch(thread)
  const { secret, tails } = thread.epochs.get(epoch)!
  const sender = thread.mine.account
  const { seq, hash: prevHash } = tails[sender] ?? NO_TAIL
  const { box, com } = await sealMessage(secret!, { sender, seq: seq + 1, msgId, prevHash }, content, sender !== thread.student)
  return { epoch, seq: seq + 1, msgId, box: toBase64url(box), ...(com && { com: toBase64url(com) }) }
}

/** The first of the epochs in a row that the newest one's members read; whoever read an earlier one was somebody else, or is not known here. */
export function membersSince(thread: Thread): number {
  const newest = newestEpoch(thread)
  const readers = (epoch: number): string => (thread.epochs.get(epoch)?.members ?? []).map(({ account }) => account).toSorted().join()
  let since = newest
  while (since > 0 && readers(since - 1) === readers(newest)) since -= 1
  return since
}

/** The next epoch, ready for the door; `keep` once the server has taken it. */
export async function sealEpoch(thread: Thread, members: readonly MemberKeys[]) {
  const before = newestEpoch(thread)
  const { header: previousHeader, tails } = thread.epochs.get(before)!
  const { header, wraps, secret } = await makeEpoch({ conv: thread.conv, epoch: before + 1, creator: thread.mine, members, previousHeader, tails })
  return {
    body: { epoch: before + 1, header: toBase64url(header), wraps: wraps.map(({ member, wrap }) => ({ member, wrap: toBase64url(wrap) })) },
    keep: () => void thread.epochs.set(before + 1, { header, members, secret, tails: {} }),
  }
}

function bytesOf(encoded: string): Bytes | null {
  try {
    return fromBase64url(encoded)
  } catch {
    return null
  }
}
