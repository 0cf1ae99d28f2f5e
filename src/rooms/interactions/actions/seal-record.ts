import { createHash } from 'node:crypto'
import { openPadded, sealPadded } from '../../../platform/shred/padded-box.ts'
import type { InteractionRecord } from '../rules/record.ts'

/** Every sealed record has this size, so that a long list of topics does not show: 12 nonce, 1024 padded text, 16 tag. */
const RECORD_BYTES = 1024

/** What a record is found by while its week is open; the receipt itself never reaches the database. */
export const lookupOf = (receipt: string): Buffer => createHash('sha256').update('ps1/receipt').update(Buffer.from(receipt, 'base64url')).digest()

/** The sealed form is bound to its program and lookup, so that a row moved elsewhere does not open. */
export const sealRecord = (key: Buffer, bound: string, record: InteractionRecord): Buffer => sealPadded(key, bound, record, RECORD_BYTES)

export const openRecord = (key: Buffer, bound: string, sealed: Buffer): InteractionRecord | null => openPadded(key, bound, sealed) as InteractionRecord | null
