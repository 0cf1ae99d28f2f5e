import { type AccountKeys, accountId } from './account-keys.ts'
import { type Bytes, type WebKey, fromBase64url, randomBytes, sameBytes, sha256, text, toBase64url, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import { type FrankPlace, type MessageContent, KF_BYTES, checkFrank, frank } from './franking.ts'
import { open, seal } from './hpke.ts'
import { lock, unlock } from './locked-box.ts'
import { padToOneOf, unpad } from './padding.ts'

export type { FrankPlace, MessageContent }

/** One of those who read a conversation. The account is a hash over both keys: other keys are another account. */
export interface MemberKeys {
  readonly account: string
  readonly pkAuth: Bytes
  readonly pkHpke: Bytes
}

/** How far one sender had come: the next header, and the sender's next message, hold on to it. */
export interface Tail {
  readonly seq: number
  readonly hash: Bytes
}
export type Tails = Readonly<Record<string, Tail>>

/** An epoch's key, for as long as the page is open: it cannot be read out, and is kept nowhere. */
export interface EpochSecret {
  readonly conv: string
  readonly epoch: number
  readonly creator: string
  readonly header: Bytes
  readonly membersHash: Bytes
  readonly ck: WebKey
}

export interface Wrap {
  readonly member: string
  readonly wrap: Bytes
}

/** What a header says in the open; everything in it is held together by the wraps. */
export interface Header {
  readonly conv: string
  readonly epoch: number
  readonly creator: string
  readonly membersHash: Bytes
  readonly previousHash: Bytes
  readonly ckHash: Bytes
  readonly tails: Tails
}

/**
 * `place`: of another conversation or epoch. `members`: somebody more, somebody less, or other keys. `chain`: does not follow the header
 * before. `change`: other members than before, and not by the student's wish. `wrap`: not sealed to us by its creator. `key`: not the key that the header names.
 */
export type EpochFault = 'place' | 'members' | 'chain' | 'change' | 'wrap' | 'key'

/** Content sizes in bytes before encryption: what the server learns of a length. */
export const MESSAGE_SIZES = [256, 1_024, 4_096, 16_384] as const
const CK_BYTES = 32
const ZEROS: Bytes = new Uint8Array(32)
export const NO_TAIL: Tail = { seq: 0, hash: ZEROS }

interface NewEpoch {
  readonly conv: string
  readonly epoch: number
  readonly creator: AccountKeys
  readonly members: readonly MemberKeys[]
  /** Null for epoch 0. */
  readonly previousHeader: Bytes | null
  /** The last seq and hash of each sender in the epoch before. */
  readonly tails: Tails
}

/** docs/encryption.md 10: a fresh key, the header that names it, and one wrap for each member. */
export async function makeEpoch({ conv, epoch, creator, members, previousHeader, tails }: NewEpoch): Promise<{ header: Bytes; wraps: Wrap[]; secret: EpochSecret }> {
  if (!(await areThemselves(members))) throw new Error('an account is the hash of its keys')
  const ck = randomBytes(CK_BYTES)
  const membersHash = await hashMembers(members)
  const header = canon('ps1/epoch', conv, epoch, creator.account, membersHash, await hashOr(previousHeader), await ckHash(ck), spellTails(tails))
  const info = await wrapInfo(conv, epoch, creator.account, header)
  const wraps = await Promise.all(members.map(async ({ account, pkHpke }) => ({ member: account, wrap: await seal({ to: pkHpke, from: creator.hpke, info: info(account) }, ck) })))
  const secret = { conv, epoch, creator: creator.account, header, membersHash, ck: await usable(ck) }
  return { header, wraps, secret }
}

interface SealedEpoch {
  readonly conv: string
  readonly epoch: number
  readonly mine: AccountKeys
  /** Those who may read it, checked before against roster and certificate; the creator is one of them. */
  readonly members: readonly MemberKeys[]
  /** The only one who may change who reads. */
  readonly student: string
  /** The header before this one; null for epoch 0; undefined for whoever came later and never saw it. */
  readonly previousHeader: Bytes | null | undefined
  readonly header: Bytes
  readonly wrap: Bytes
}

/** Opens one's own wrap, and believes nothing that the header does not say and nothing in it that its creator did not seal. */
export async function openEpoch({ conv, epoch, mine, members, student, previousHeader, header, wrap }: SealedEpoch): Promise<EpochSecret | { readonly fault: EpochFault }> {
  const said = readHeader(header)
  const creator = members.find(({ account }) => account === said?.creator)
  if (!said || said.conv !== conv || said.epoch !== epoch || (epoch === 0) !== (previousHeader === null)) return { fault: 'place' }
  if (!creator || !(await areThemselves(members)) || !sameBytes(said.membersHash, await hashMembers(members))) return { fault: 'members' }
  if (previousHeader !== undefined && !sameBytes(said.previousHash, await hashOr(previousHeader))) return { fault: 'chain' }
  if (previousHeader && creator.account !== student && !sameBytes(said.membersHash, readHeader(previousHeader)?.membersHash ?? ZEROS)) return { fault: 'change' }
  const info = (await wrapInfo(conv, epoch, creator.account, header))(mine.account)
  const ck = await open({ with: mine.hpke, from: creator.pkHpke, info }, wrap).catch(() => null)
  if (!ck) return { fault: 'wrap' }
  if (ck.length !== CK_BYTES || !sameBytes(said.ckHash, await ckHash(ck))) return { fault: 'key' }
  return { conv, epoch, creator: creator.account, header, membersHash: said.membersHash, ck: await usable(ck) }
}

/** The fields of a header, or null where it is not spelt as every header is. */
export function readHeader(header: Bytes): Header | null {
  try {
    const fields = uncanon(header)
    const [, conv, epoch, creator, membersHash, previousHash, ckHashed, tails] = fields
    if (fields.length !== 8 || text(fields[0]!) !== 'ps1/epoch') return null
    const said = { conv: text(conv!), epoch: Number(text(epoch!)), creator: text(creator!), membersHash: membersHash!, previousHash: previousHash!, ckHash: ckHashed!, tails: readTails(tails!) }
    const again = canon('ps1/epoch', said.conv, said.epoch, said.creator, said.membersHash, said.previousHash, said.ckHash, spellTails(said.tails))
    return sameBytes(again, header) ? said : null
  } catch {
    return null
  }
}

/** Where one message stands: whose it is, and after which one. */
export interface MessagePlace extends Omit<FrankPlace, 'conv' | 'epoch'> {
  readonly sender: string
  /** Hash of this sender's message before, in this epoch; `NO_TAIL.hash` for the first. */
  readonly prevHash: Bytes
}

export interface SealedMessage {
  readonly box: Bytes
  /** A supporter's commitment; null for students, whose words stay deniable. */
  readonly com: Bytes | null
}

/** docs/encryption.md 11. `franked`: the sender is a supporter. Throws when the content is longer than `fits` allows. */
export async function sealMessage(secret: EpochSecret, place: MessagePlace, content: MessageContent, franked: boolean): Promise<SealedMessage & { readonly hash: Bytes }> {
  const kf = randomBytes(KF_BYTES)
  const said = franked ? { ...content, kf: toBase64url(kf) } : content
  const com = franked ? await frank({ ...place, conv: secret.conv, epoch: secret.epoch }, kf, said) : null
  const box = await lock(await messageKey(secret, place.sender), padToOneOf(utf8(JSON.stringify(said)), MESSAGE_SIZES), messageContext(secret, place, com))
  return { box, com, hash: await hashBox(box) }
}

/** The content, kf included, so that it can be reported; throws when anything about it is not as its sender sealed it, or could not be proven later. */
export async function openMessage(secret: EpochSecret, place: MessagePlace, { box, com }: SealedMessage, franked: boolean): Promise<MessageContent> {
  if (franked !== (com !== null)) throw new Error('supporters commit to what they say, students never')
  const content = readContent(await unlock(await messageKey(secret, place.sender), box, messageContext(secret, place, com)))
  if (com && !(await checkFrank({ ...place, conv: secret.conv, epoch: secret.epoch }, com, content))) throw new Error('the commitment does not open')
  return content
}

/** Whether the content can be sent, counted in bytes as it will be written, with room for a supporter's kf. */
export const bytesLeft = (content: MessageContent): number => MESSAGE_SIZES.at(-1)! - 4 - utf8(JSON.stringify({ ...content, kf: toBase64url(ZEROS) })).length

export const hashBox = (box: Bytes): Promise<Bytes> => sha256(box)

export const newConversationId = (): string => toBase64url(randomBytes(16))
export const newMessageId = newConversationId

/** `canon` length-prefixes, so the sorted spellings cannot be cut in another way. */
const hashMembers = (members: readonly MemberKeys[]): Promise<Bytes> =>
  sha256(canon('ps1/members', ...members.map(({ account, pkAuth, pkHpke }) => canon(account, pkAuth, pkHpke)).toSorted(compareBytes)))

/** No account twice, and each the hash of its own keys. */
async function areThemselves(members: readonly MemberKeys[]): Promise<boolean> {
  const named = await Promise.all(members.map(async ({ account, pkAuth, pkHpke }) => (await accountId(pkAuth, pkHpke)) === account))
  return named.every(Boolean) && new Set(members.map(({ account }) => account)).size === members.length
}

const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const at = a.findIndex((byte, i) => byte !== b[i])
  return at === -1 ? a.length - b.length : a[at]! - (b[at] ?? -1)
}

const hashOr = (header: Bytes | null): Promise<Bytes> => (header ? sha256(header) : Promise.resolve(ZEROS))
const ckHash = (ck: Bytes): Promise<Bytes> => sha256(canon('ps1/ck', ck))

async function wrapInfo(conv: string, epoch: number, creator: string, header: Bytes): Promise<(member: string) => Bytes> {
  const hash = await sha256(header)
  return (member) => canon('ps1/wrap', conv, epoch, creator, hash, member)
}

/** From here on the key only derives, and its bytes are gone. */
async function usable(ck: Bytes): Promise<WebKey> {
  const key = await crypto.subtle.importKey('raw', ck, 'HKDF', false, ['deriveKey'])
  ck.fill(0)
  return key
}

const messageKey = ({ ck }: EpochSecret, sender: string): Promise<WebKey> =>
  crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: canon('ps1/msg-key', sender) }, ck, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

const messageContext = (secret: EpochSecret, { sender, seq, msgId, prevHash }: MessagePlace, com: Bytes | null): Bytes =>
  canon('ps1/msg', secret.conv, secret.epoch, sender, seq, msgId, prevHash, secret.membersHash, com ?? '')

function readContent(padded: Bytes): MessageContent {
  const content = JSON.parse(text(unpad(padded))) as unknown
  const flat = typeof content === 'object' && content !== null && !Array.isArray(content) && Object.values(content).every((value) => value === null || typeof value !== 'object')
  if (!flat || typeof (content as MessageContent).k !== 'string') throw new Error('not a message')
  return content as MessageContent
}

const spellTails = (tails: Tails): Bytes => canon(...Object.keys(tails).toSorted().flatMap((account) => [account, tails[account]!.seq, tails[account]!.hash]))

function readTails(spelt: Bytes): Tails {
  const fields = uncanon(spelt)
  const tails: Record<string, Tail> = {}
  for (let at = 0; at < fields.length; at += 3) tails[text(fields[at]!)] = { seq: Number(text(fields[at + 1]!)), hash: fields[at + 2]! }
  return tails
}

/** Takes a canon apart again; throws where lengths and bytes disagree. */
function uncanon(spelt: Bytes): Bytes[] {
  const view = new DataView(spelt.buffer, spelt.byteOffset, spelt.length)
  const fields: Bytes[] = []
  for (let at = 0; at < spelt.length;) {
    const length = view.getUint32(at)
    if (at + 4 + length > spelt.length) throw new Error('not a canon')
    fields.push(spelt.slice(at + 4, at + 4 + length))
    at += 4 + length
  }
  return fields
}

/** A member as the wire spells it. */
export const memberOf = ({ account, pkAuth, pkHpke }: { readonly account: string; readonly pkAuth: string; readonly pkHpke: string }): MemberKeys =>
  ({ account, pkAuth: fromBase64url(pkAuth), pkHpke: fromBase64url(pkHpke) })
