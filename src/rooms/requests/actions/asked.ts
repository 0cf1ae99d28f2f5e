import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Services } from '../../../platform/services.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { canon } from '../../../sealed/canon.ts'
import { fromBase64url } from '../../../sealed/bytes.ts'
import type { Clock, Wanted } from '../rules.ts'
import * as store from '../store.ts'

/** Everything about one request. It is written nowhere but under the request's own key. */
export interface Asked extends Wanted, Clock {
  readonly conv: string
  readonly account: string
  /** Whom it was offered to by name; `toAll` once everybody who may take it was told. */
  readonly offered: readonly string[]
  readonly toAll: boolean
  readonly declined: readonly string[]
  /** The coordinators were told. */
  readonly told: boolean
  /** The running conversation goes to somebody else: who has it now, and who said that they would take it. */
  readonly handOver: { readonly from: string | null; readonly taker: { readonly account: string; readonly person: string } | null } | null
}

/** [Note: One key a request] It is destroyed with the row: from then on no dump, backup or log says who ever asked, for what, or when. */
export const keyPrefix = (program: string): string => `requests/${program}/`
const keyName = (program: string, conv: string): string => `${keyPrefix(program)}${conv}`
export const destroyKey = (keys: KeyStore, program: string, conv: string): Promise<void> => keys.destroy(keyName(program, conv))

/** Room for two hundred supporters; the size says nothing about how many are allowed or said no. */
const ASKED_BYTES = 16_384
const IV = 12, TAG = 16

export async function sealAsked(tx: Tx, keys: KeyStore, asked: Asked): Promise<store.StoredRequest> {
  const plain = Buffer.alloc(ASKED_BYTES)
  const text = Buffer.from(JSON.stringify(asked))
  if (text.length > ASKED_BYTES - 4) throw new Error('too long to seal')
  plain.writeUInt32BE(text.length)
  text.copy(plain, 4)
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', await keys.keep(keyName(tx.program, asked.conv)), iv).setAAD(boundTo(tx.program, asked.conv))
  return { conv: asked.conv, sealed: Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]) }
}

/** Null where its key is gone. */
export async function openAsked(tx: Tx, keys: KeyStore, { conv, sealed }: store.StoredRequest): Promise<Asked | null> {
  const key = await keys.open(keyName(tx.program, conv))
  if (!key) return null
  const opener = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG }).setAAD(boundTo(tx.program, conv)).setAuthTag(sealed.subarray(-TAG))
  const plain = Buffer.concat([opener.update(sealed.subarray(IV, -TAG)), opener.final()])
  return JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32BE())) as Asked
}

const boundTo = (program: string, conv: string): Uint8Array => canon('ps1/request', program, fromBase64url(conv))

/** Those that wait and can still be read. */
export async function waiting(tx: Tx, keys: KeyStore): Promise<Asked[]> {
  const opened = await Promise.all((await store.requests(tx)).map((stored) => openAsked(tx, keys, stored)))
  return opened.filter((asked) => asked !== null)
}

/** Locks one request; null where there is none, or where somebody was quicker. */
export async function lockAsked(tx: Tx, keys: KeyStore, conv: string): Promise<Asked | null> {
  const stored = await store.lockRequest(tx, conv)
  return stored ? openAsked(tx, keys, stored) : null
}

export const rewrite = async (tx: Tx, keys: KeyStore, asked: Asked) => store.writeRequest(tx, await sealAsked(tx, keys, asked))

/** A number for the database's lock that is stored nowhere: two devices that ask at once meet here. */
export const lockOf = ({ secret }: Pick<Services, 'secret'>, account: string): string =>
  createHmac('sha256', secret).update(canon('ps1/request-lock', account)).digest().readBigInt64BE().toString()
