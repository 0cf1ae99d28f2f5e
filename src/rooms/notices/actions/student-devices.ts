import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { pushKeys } from '../../../platform/channels/push.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { Services } from '../../../platform/services.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { canon } from '../../../sealed/canon.ts'
import type { Locale } from '../../../ui/same-words.ts'
import type { StudentDevices } from '../contract.ts'
import { mayPushTo, MOST_DEVICES } from '../rules.ts'
import * as store from '../store.ts'

/** Where one device of a student is told, and in which language its own page will say that there is something new. */
export interface DeviceAddress extends store.PushReach {
  readonly locale: Locale
}

export const studentDevices = (db: Db, account: string, services: Services): Promise<StudentDevices> =>
  inTransaction(db, async (tx) => ({ devices: (await store.devicesOf(tx, account)).map(({ id }) => id), pushKey: pushKeys(services.dataFolder).publicKey }))

/** The id is drawn by the device: whoever turns it on twice has it once. */
export const addDevice = (db: Db, account: string, id: string, address: DeviceAddress, services: Services) =>
  inTransaction<{ id: string } | Refused<'not-a-push-service' | 'device-of-staff' | 'too-many-devices'>>(db, async (tx) => {
    if (!mayPushTo(address.endpoint, services.outgoing.pushHosts)) return refuse('not-a-push-service')
    const endpoint = new URL(address.endpoint).href
    // The same address for a student and for somebody on staff would say that they are one person.
    if (await store.isOfStaff(tx, endpoint)) return refuse('device-of-staff')
    const mine = await store.devicesOf(tx, account)
    if (mine.length >= MOST_DEVICES && !mine.some((device) => device.id === id)) return refuse('too-many-devices')
    await store.putDevice(tx, { id, account, sealed: await sealAddress(tx, services.keys, id, { ...address, endpoint }) })
    return { id }
  })

/** Turned off: row and key are gone, and with them the way to the device. */
export async function removeDevice(db: Db, account: string, id: string, { keys }: Services): Promise<{ removed: true }> {
  const removed = await inTransaction(db, (tx) => store.dropDevice(tx, id, account))
  if (removed) await keys.destroy(keyName(db.program, id))
  return { removed: true }
}

/** The devices of these accounts that can still be reached. */
export async function addressesOf(tx: Tx, keys: KeyStore, accounts: readonly string[]): Promise<{ id: string; account: string; address: DeviceAddress }[]> {
  const found = await store.devicesOfAll(tx, accounts)
  const opened = await Promise.all(found.map(async ({ id, account, sealed }) => ({ id, account, address: await openAddress(tx, keys, id, sealed) })))
  return opened.flatMap(({ address, ...device }) => (address ? [{ ...device, address }] : []))
}

/** Keys whose row went with its account. */
export const sweepDevices = (db: Db, { keys }: Services, now: number): Promise<number> =>
  keys.sweep(keyPrefix(db.program), (name) => inTransaction(db, (tx) => store.isDevice(tx, name.slice(keyPrefix(db.program).length))), now)

const keyPrefix = (program: string): string => `notices/student/${program}/`
const keyName = (program: string, id: string): string => `${keyPrefix(program)}${id}`
const boundTo = (program: string, id: string): Uint8Array => canon('ps1/student-device', program, id)

const ADDRESS_BYTES = 4096, IV = 12, TAG = 16

async function sealAddress(tx: Tx, keys: KeyStore, id: string, address: DeviceAddress): Promise<Buffer> {
  const plain = Buffer.alloc(ADDRESS_BYTES, ' ')
  plain.write(JSON.stringify(address))
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', await keys.keep(keyName(tx.program, id)), iv).setAAD(boundTo(tx.program, id))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

async function openAddress(tx: Tx, keys: KeyStore, id: string, sealed: Buffer): Promise<DeviceAddress | null> {
  const key = await keys.open(keyName(tx.program, id))
  if (!key) return null
  const opener = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG }).setAAD(boundTo(tx.program, id)).setAuthTag(sealed.subarray(-TAG))
  return JSON.parse(Buffer.concat([opener.update(sealed.subarray(IV, -TAG)), opener.final()]).toString()) as DeviceAddress
}
