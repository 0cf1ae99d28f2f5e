import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { Instant } from '../../../platform/clock.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { lockBox, unlockBox } from '../../../platform/shred/padded-box.ts'
import { canon } from '../../../sealed/canon.ts'
import { halfDayKeyName, halfDayOfEnd, livingHalfDays } from '../rules/half-days.ts'
import { livingPeriods, periodKeyName, periodOf } from '../rules/misses.ts'

/** The keys that hold now. Every one of them is made before it is needed, so that no process can miss another's. */
export interface Keyring {
  readonly horizonDays: number
  readonly halfDays: ReadonlyMap<number, KeyObject>
  readonly periods: ReadonlyMap<number, KeyObject>
}

const DAY_MS = 86_400_000
const held = new WeakMap<KeyStore, { until: Instant; ring: Keyring }>()
const RECHECK_MS = 60_000

/** Kept in memory for a minute at most: a key's time is known beforehand, so none is used after it died. */
export async function keyring(keys: KeyStore, now: Instant, horizonDays: number): Promise<Keyring> {
  const known = held.get(keys)
  if (known && now < known.until && now >= known.until - RECHECK_MS && known.ring.horizonDays >= horizonDays) return known.ring
  const halfDays = livingHalfDays(now, (horizonDays + 1) * DAY_MS)
  const periods = [...livingPeriods(now), ...livingPeriods(now + (horizonDays + 1) * DAY_MS)]
  const ring: Keyring = {
    horizonDays,
    halfDays: new Map(await Promise.all(halfDays.map(async (n) => [n, createSecretKey(await keys.keep(halfDayKeyName(n)))] as const))),
    periods: new Map(await Promise.all([...new Set(periods)].map(async (n) => [n, createSecretKey(await keys.keep(periodKeyName(n)))] as const))),
  }
  held.set(keys, { until: now + RECHECK_MS, ring })
  return ring
}

/** [Note: Holders] HMAC-SHA256 under the key of the half-day in which the meeting ends. */
export const holderFor = (ring: Keyring, account: string, endsAt: Instant): Buffer => keyed(keyOf(ring, endsAt), 'holder', account)

const hashes = new WeakMap<Keyring, Map<string, readonly Buffer[]>>()
const MOST_REMEMBERED = 2000

/** Every hash under which this account may have booked. Remembered as long as the ring: whoever looks at their times books next. */
export function holdersOf(ring: Keyring, account: string): readonly Buffer[] {
  const known = hashes.get(ring) ?? new Map<string, readonly Buffer[]>()
  hashes.set(ring, known)
  const before = known.get(account)
  if (before) return before
  const message = hashText('holder', account)
  const made = [...ring.halfDays.values()].map((key) => hmac(key, message))
  if (known.size >= MOST_REMEMBERED) known.clear()
  known.set(account, made)
  return made
}

export const marksOf = (ring: Keyring, account: string, now: Instant): Buffer[] =>
  livingPeriods(now).map((period) => keyed(periodKey(ring, period), 'missed', account))

/** A number for the database's lock, from a hash that is written nowhere; the same at every hour, or two requests around noon would not meet. */
export const lockOf = (secret: Buffer, account: string): string => createHmac('sha256', secret).update(hashText('lock', account)).digest().readBigInt64BE().toString()

/** What counts a missed meeting, sealed so that it can be opened only while the half-day's key lives. */
export function sealMark(ring: Keyring, { account, booking, endsAt }: { account: string; booking: string; endsAt: Instant }): Buffer {
  return lock(keyOf(ring, endsAt), canon('ps1/absence', booking), keyed(periodKey(ring, periodOf(endsAt)), 'missed', account))
}
/** The same mark for another booking of the same half-day: a cover has another id. */
export const resealMark = (ring: Keyring, booking: string, endsAt: Instant, mark: Buffer): Buffer => lock(keyOf(ring, endsAt), canon('ps1/absence', booking), mark)
export const openMark = (ring: Keyring, booking: string, endsAt: Instant, sealed: Buffer): Buffer | null => open(ring, endsAt, canon('ps1/absence', booking), sealed)

/** The outer lock of a note (docs/encryption.md 8): HKDF of the half-day's key and the booking's id. */
export const lockNote = (ring: Keyring, booking: string, endsAt: Instant, note: Buffer): Buffer => lock(keyOf(ring, endsAt), canon('ps1/booking-note', booking), note)
export const openNote = (ring: Keyring, booking: string, endsAt: Instant, sealed: Buffer): Buffer | null => open(ring, endsAt, canon('ps1/booking-note', booking), sealed)

/** Says that this account has met somebody, without a row that says so. */
export const metToken = (secret: Buffer, program: string, account: string): string =>
  createHmac('sha256', secret).update(canon('ps1/met', program, account)).digest('base64url')

export const isMetToken = (secret: Buffer, program: string, account: string, token: string | undefined): boolean => {
  const right = Buffer.from(metToken(secret, program, account))
  return token !== undefined && token.length === right.length && timingSafeEqual(Buffer.from(token), right)
}

const keyed = (key: KeyObject, use: string, account: string): Buffer => hmac(key, hashText(use, account))
const hashText = (use: string, account: string): Uint8Array => canon('ps1/booking-hash', use, account)
const hmac = (key: KeyObject, message: Uint8Array): Buffer => createHmac('sha256', key).update(message).digest()

function keyOf(ring: Keyring, endsAt: Instant): KeyObject {
  const key = ring.halfDays.get(halfDayOfEnd(endsAt))
  if (!key) throw new Error('a half-day beyond the keyring')
  return key
}

function periodKey(ring: Keyring, period: number): KeyObject {
  const key = ring.periods.get(period)
  if (!key) throw new Error('a period beyond the keyring')
  return key
}

const lock = (key: KeyObject, context: Uint8Array, content: Buffer): Buffer => lockBox(derived(key, context), context, content)

function open(ring: Keyring, endsAt: Instant, context: Uint8Array, box: Buffer): Buffer | null {
  const key = ring.halfDays.get(halfDayOfEnd(endsAt))
  if (!key) return null
  return unlockBox(derived(key, context), context, box)
}

const derived = (key: KeyObject, context: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), context, 32))
