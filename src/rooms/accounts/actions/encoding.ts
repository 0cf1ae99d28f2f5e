import { createHash, createHmac } from 'node:crypto'
import { canon } from '../../../sealed/canon.ts'

export const decode = (encoded: string): Buffer<ArrayBuffer> => Buffer.from(encoded, 'base64url')
export const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
export const hash = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** Codes carry 120 random bits, so that a plain hash gives a thief of the table nothing to try. */
export const codeHash = (code: string): Buffer => hash(canon('ps1/invitation', code))

export const keyedHash = (key: Uint8Array, bytes: Uint8Array): Buffer => createHmac('sha256', key).update(bytes).digest()

/** Only the day, in UTC: what staff did is never recorded closer. */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)
export const dayAfter = (now: number, days: number): string => dayOf(now + days * 24 * 60 * 60_000)
