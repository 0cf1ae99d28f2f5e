import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { canon } from '../../../sealed/canon.ts'
import type { Day } from '../rules/epochs.ts'

const IV = 12, TAG = 16

/** docs/encryption.md 13: a key for each epoch, made and flushed before its wraps are written. */
export const shredPrefix = (program: string): string => `conversations/${program}/`
export const shredKeyName = (program: string, conv: string, epoch: number): string => `${shredPrefix(program)}${conv}/${epoch}`

/** The epoch a key's name stands for; null for a name that is none of ours. */
export function epochOfKey(program: string, name: string): { conv: string; epoch: number } | null {
  const [conv, epoch, more] = name.slice(shredPrefix(program).length).split('/')
  return conv && epoch && more === undefined && /^\d+$/.test(epoch) ? { conv, epoch: Number(epoch) } : null
}

export interface WrapPlace {
  readonly conv: string
  readonly epoch: number
  readonly member: string
}

const contextOf = ({ conv, epoch, member }: WrapPlace): Uint8Array => canon('ps1/outer', conv, epoch, member)

/** AES-256-GCM over a wrap that is sealed to its member already. */
export function lockWrap(key: Buffer, place: WrapPlace, wrap: Buffer): Buffer {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(contextOf(place))
  return Buffer.concat([iv, cipher.update(wrap), cipher.final(), cipher.getAuthTag()])
}

/** Null where the key is gone: then nothing opens the epoch any more, with whatever keys its members still have. */
export function unlockWrap(key: Buffer | null, place: WrapPlace, locked: Buffer): Buffer | null {
  if (!key) return null
  const opener = createDecipheriv('aes-256-gcm', key, locked.subarray(0, IV)).setAAD(contextOf(place)).setAuthTag(locked.subarray(-TAG))
  return Buffer.concat([opener.update(locked.subarray(IV, -TAG)), opener.final()])
}

export interface TagPlace {
  readonly com: Buffer
  readonly conv: string
  readonly epoch: number
  readonly seq: number
  readonly msgId: string
  /** Of the session that sent it: what the server vouches for. */
  readonly account: string
  readonly day: Day
}

/** One key a month; it outlives the messages by as long as a report may be kept. */
export const tagPrefix = (program: string): string => `conversation-tags/${program}/`
const tagKeyName = (program: string, day: Day): string => `${tagPrefix(program)}${day.slice(0, 7)}`
export const monthOfTagKey = (program: string, name: string): string => name.slice(tagPrefix(program).length)

/** docs/encryption.md 12: the server saw this commitment arrive, in this place, from this account, on this day. */
export const tagOf = (key: Buffer, { com, conv, epoch, seq, msgId, account, day }: TagPlace): Buffer =>
  createHmac('sha256', key).update(canon('ps1/tag', com, conv, epoch, seq, msgId, account, day)).digest()

export const tagKey = (keys: KeyStore, program: string, day: Day): Promise<Buffer> => keys.keep(tagKeyName(program, day))

export async function isOurTag(keys: KeyStore, program: string, place: TagPlace, tag: Buffer): Promise<boolean> {
  const key = await keys.open(tagKeyName(program, place.day))
  if (!key) return false
  const right = tagOf(key, place)
  return tag.length === right.length && timingSafeEqual(tag, right)
}
