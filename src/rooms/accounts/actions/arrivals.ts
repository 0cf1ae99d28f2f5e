import { createHmac } from 'node:crypto'
import { dayIn } from '../../../platform/clock.ts'
import { type Tx, inTransaction } from '../../../platform/db/transaction.ts'
import { lockBox, openPadded, sealPadded, unlockBox } from '../../../platform/shred/padded-box.ts'
import { shuffled } from '../../../platform/shuffled.ts'
import { canon } from '../../../sealed/canon.ts'
import type { SlotInput, WayBack } from '../contract.ts'
import { givenUpBefore, weekOf } from '../rules.ts'
import { type StoredSlot, addStudents, addVaults, addWaysBack, countStudents, findAccount, listWaysBack, whichAreWritten } from '../store/accounts.ts'
import * as store from '../store/arrivals.ts'
import type { Here } from './doorkeeper.ts'
import { decode, encode } from './encoding.ts'

/** What the room that admits has to write beside the account, such as a certificate; carried along until the account is written. */
export type Luggage = Readonly<Record<string, unknown>>
/** Writes the luggage of these accounts in the order given, which is its order on disk. */
export type Unpack = (tx: Tx, carried: readonly { readonly account: string; readonly luggage: Luggage }[]) => Promise<void>

/** A way back of an arrival, as its browser sent it, with the id by which it can be dropped. */
export type ArrivedWay = SlotInput & { readonly id: string }

interface Content {
  readonly account: string
  readonly pkAuth: string
  readonly pkHpke: string
  readonly ways: readonly ArrivedWay[]
  readonly luggage: Luggage | null
}

/** An account that waits for its week to close. It is a student's: staff come by invitation. */
export interface Arrival extends Content {
  readonly vault: { readonly version: number; readonly contentSealed: Buffer } | null
  readonly row: { readonly lookup: Buffer; readonly week: string; readonly key: Buffer }
}

/** Every arrival has this size, however many ways back it has. */
const CONTENT_BYTES = 4_096

export const weekKeyName = (program: string, week: string): string => `accounts/arrivals/${program}/${week}`

/** Keeps new keys with their week; false when they wait there already. The caller has seen that no account has them. */
export async function addArrival(tx: Tx, here: Here, account: { id: string; pkAuth: Buffer; pkHpke: Buffer }, luggage: Luggage | null): Promise<boolean> {
  await store.lockArrivals(tx)
  const week = weekNow(here)
  const key = await here.services.keys.keep(weekKeyName(tx.program, week))
  const content: Content = { account: account.id, pkAuth: encode(account.pkAuth), pkHpke: encode(account.pkHpke), ways: [], luggage }
  const lookup = lookupOf(key, 'account', account.id)
  return store.addArrival(tx, { lookup, week, contentSealed: sealed(tx, key, lookup, content) })
}

/** The arrival of this account; null where there is none, or where it has been written meanwhile. */
export async function findArrival(tx: Tx, here: Pick<Here, 'services'>, account: string): Promise<Arrival | null> {
  const rows = await store.arrivalsAt(tx, (await livingKeys(tx, here)).map(({ key }) => lookupOf(key, 'account', account)))
  return rows[0] ? openArrival(tx, here, rows[0]) : null
}

/** An account that is written has its ways back in the table; one that waits carries them. */
export async function waysBackOf(tx: Tx, here: Here, account: string): Promise<WayBack[]> {
  const there = await listWaysBack(tx, account)
  if (there.length || (await findAccount(tx, account))) return there
  return (await findArrival(tx, here, account))?.ways.map(({ id, kind }) => ({ id, kind })) ?? []
}

/** The arrival that can come back by this slot. Whether its account has been written meanwhile is for the caller to ask. */
export async function findArrivalByWay(tx: Tx, here: Here, lookup: Buffer): Promise<{ arrival: Arrival; way: ArrivedWay } | null> {
  const rows = await store.arrivalsByWay(tx, (await livingKeys(tx, here)).map(({ key }) => lookupOf(key, 'way', lookup)))
  const arrival = rows[0] ? await openArrival(tx, here, rows[0]) : null
  const way = arrival?.ways.find((one) => decode(one.lookup).equals(lookup))
  return arrival && way ? { arrival, way } : null
}

/** The caller holds the lock of `findArrivalToChange`. */
export async function changeWays(tx: Tx, { row, ...arrival }: Arrival, ways: readonly ArrivedWay[]): Promise<void> {
  const { account, pkAuth, pkHpke, luggage } = arrival
  await store.changeArrival(tx, row.lookup, sealed(tx, row.key, row.lookup, { account, pkAuth, pkHpke, luggage, ways }))
  await store.replaceArrivalWays(tx, row.lookup, ways.map((way) => lookupOf(row.key, 'way', decode(way.lookup))))
}

export const changeVault = (tx: Tx, { row }: Arrival, vault: { version: number; contentSealed: Buffer }) =>
  store.changeArrivalVault(tx, row.lookup, lockBox(row.key, boundTo(tx, row.lookup, 'vault'), Buffer.concat([version(vault.version), vault.contentSealed])))

/** The same, alone until the transaction ends: two tabs that change it at once do so one after the other. */
export async function findArrivalToChange(tx: Tx, here: Here, account: string): Promise<Arrival | null> {
  await store.lockArrivals(tx)
  const arrival = await findArrival(tx, here, account)
  if (!arrival) return null
  await store.lockArrival(tx, arrival.row.lookup)
  return findArrival(tx, here, account)
}

/**
 * Writes an arrival's account before its week closes, because something is about to name it: a first contact is never made to wait for
 * the crowd. The sealed row stays as it is until the week closes, so that no two dumps show which row became which account.
 */
export async function settleArrival(tx: Tx, here: Here, account: string, unpack: Unpack): Promise<void> {
  if (await findAccount(tx, account)) return
  await store.lockArrivals(tx)
  const arrival = await findArrival(tx, here, account)
  if (arrival) await write(tx, [arrival], unpack)
}

/** Writes all arrivals of weeks that are over, in an order of its own in each table, and then destroys those weeks' keys. Safe to repeat. */
export async function closeArrivals(here: Here, unpack: Unpack): Promise<{ readonly written: number; readonly lost: number }> {
  const closed = await inTransaction(here.db, async (tx) => {
    await store.lockArrivalsAlone(tx)
    const week = weekNow(here)
    const over = await store.arrivalsBefore(tx, week)
    const opened = await Promise.all(over.map(async (row) => ({ row, arrival: await openArrival(tx, here, row) })))
    const done = opened.filter(({ row, arrival }) => arrival !== null || row.week < givenUpBefore(week))
    const written = await write(tx, done.flatMap(({ arrival }) => arrival ?? []), unpack)
    await store.removeArrivals(tx, done.map(({ row }) => row.lookup))
    return { written, lost: done.filter(({ arrival }) => arrival === null).length }
  })
  await inTransaction(here.db, (tx) => destroyUsedKeys(tx, here))
  return closed
}

/** How many students there are, and how many of them have a way back: the crowd in which each of them is one. */
export async function countCrowd(tx: Tx, here: Here): Promise<{ readonly students: number; readonly withWayBack: number }> {
  const rows = await store.arrivalsBefore(tx, null)
  const arrivals = (await Promise.all(rows.map((row) => openArrival(tx, here, row)))).filter((one) => one !== null)
  const written = await whichAreWritten(tx, arrivals.map(({ account }) => account))
  const waiting = arrivals.filter(({ account }) => !written.has(account))
  const there = await countStudents(tx)
  return { students: there.students + waiting.length, withWayBack: there.withWayBack + waiting.filter(({ ways }) => ways.length > 0).length }
}

/** How many were new. */
async function write(tx: Tx, arrivals: readonly Arrival[], unpack: Unpack): Promise<number> {
  const there = await whichAreWritten(tx, arrivals.map(({ account }) => account))
  const fresh = arrivals.filter(({ account }) => !there.has(account))
  const added = new Set(await addStudents(tx, shuffled(fresh).map((one) => ({ id: one.account, pkAuth: decode(one.pkAuth), pkHpke: decode(one.pkHpke) }))))
  const settled = fresh.filter(({ account }) => added.has(account))
  await addWaysBack(tx, shuffled(settled.flatMap(({ account, ways }) => ways.map((way) => slotOf(account, way)))))
  await addVaults(tx, shuffled(settled).flatMap(({ account, vault }) => (vault ? [{ account, ...vault }] : [])))
  await unpack(tx, shuffled(settled).flatMap(({ account, luggage }) => (luggage ? [{ account, luggage }] : [])))
  return settled.length
}

export const slotOf = (account: string, way: SlotInput): Omit<StoredSlot, 'id'> => ({
  account, kind: way.kind, version: way.version, lookup: decode(way.lookup), proofHash: decode(way.proofHash),
  salt: way.salt === undefined ? null : decode(way.salt), rootSealed: decode(way.rootSealed),
})

async function openArrival(tx: Tx, here: Pick<Here, 'services'>, row: store.ArrivalRow): Promise<Arrival | null> {
  const key = await here.services.keys.open(weekKeyName(tx.program, row.week))
  const content = key && (openPadded(key, boundTo(tx, row.lookup, 'content'), row.contentSealed) as Content | null)
  if (!key || !content) return null
  const vault = row.vaultSealed && unlockBox(key, boundTo(tx, row.lookup, 'vault'), row.vaultSealed)
  return { ...content, vault: vault && { version: vault.readUInt32BE(), contentSealed: vault.subarray(4) }, row: { lookup: row.lookup, week: row.week, key } }
}

async function livingKeys(tx: Tx, here: Pick<Here, 'services'>): Promise<{ week: string; key: Buffer }[]> {
  const weeks = await store.weeksOfArrivals(tx)
  const keys = await Promise.all(weeks.map(async (week) => ({ week, key: await here.services.keys.open(weekKeyName(tx.program, week)) })))
  return keys.flatMap(({ week, key }) => (key ? [{ week, key }] : []))
}

/** Under the lock, so that nothing can arrive under a key between the look and the destruction. */
async function destroyUsedKeys(tx: Tx, here: Here): Promise<void> {
  await store.lockArrivalsAlone(tx)
  const used = new Set((await store.weeksOfArrivals(tx)).map((week) => weekKeyName(tx.program, week)))
  const running = weekKeyName(tx.program, weekNow(here))
  for (const name of await here.services.keys.names(weekKeyName(tx.program, ''))) {
    if (name < running && !used.has(name)) await here.services.keys.destroy(name)
  }
}

export const weekNow = (here: Pick<Here, 'program' | 'now'>): string => weekOf(dayIn(here.program.timeZone, here.now))

const lookupOf = (key: Buffer, what: 'account' | 'way', value: string | Uint8Array): Buffer =>
  createHmac('sha256', key).update(canon('ps1/arrival', what, value)).digest()

const boundTo = (tx: Tx, lookup: Buffer, what: 'content' | 'vault'): Buffer => Buffer.from(canon('ps1/arrival', what, tx.program, lookup))

const sealed = (tx: Tx, key: Buffer, lookup: Buffer, content: Content): Buffer =>
  sealPadded(key, boundTo(tx, lookup, 'content'), content, CONTENT_BYTES)

const version = (number: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}
