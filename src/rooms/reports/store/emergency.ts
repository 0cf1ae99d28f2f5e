import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import type { Day } from '../../programs/rules/days.ts'

export interface StoredContact {
  readonly conv: string
  readonly epoch: number
  readonly version: number
  readonly boxSealed: Buffer
}

export interface StoredHalf {
  readonly person: string
  readonly account: string
  readonly halfSealed: Buffer
}

export const findContact = (tx: Tx, conv: string): Promise<StoredContact | undefined> =>
  row(tx, sql<StoredContact>`select conv, epoch, version, box_sealed as "boxSealed" from emergency_contacts where conv = ${conv} for update`)

export const halvesOf = (tx: Tx, conv: string): Promise<StoredHalf[]> =>
  rows(tx, sql<StoredHalf>`select person, account, half_sealed as "halfSealed" from emergency_halves where conv = ${conv} order by person`)

/** In place of the one before; its halves go with it. */
export async function replaceContact(tx: Tx, contact: StoredContact, halves: readonly StoredHalf[]): Promise<void> {
  await dropContact(tx, contact.conv)
  await run(tx, sql`insert into emergency_contacts (conv, epoch, version, box_sealed) values (${contact.conv}, ${contact.epoch}, ${contact.version}, ${contact.boxSealed})`)
  for (const { person, account, halfSealed } of halves) {
    await run(tx, sql`insert into emergency_halves (conv, person, account, half_sealed) values (${contact.conv}, ${person}, ${account}, ${halfSealed})`)
  }
}

export const dropContact = (tx: Tx, conv: string) => run(tx, sql`delete from emergency_contacts where conv = ${conv}`)
export const dropOpenings = (tx: Tx, conv: string) => run(tx, sql`delete from emergency_openings where conv = ${conv}`)

export interface StoredOpening {
  readonly id: string
  readonly conv: string
  readonly version: number
  readonly supporter: string
  readonly openedOn: Day
}

const OPENING = sql`select o.id, o.conv, o.version, o.supporter, o.opened_on as "openedOn" from emergency_openings o`

export const findOpening = (tx: Tx, id: string): Promise<StoredOpening | undefined> => row(tx, sql<StoredOpening>`${OPENING} where o.id = ${id}`)

export const addOpening = (tx: Tx, o: StoredOpening) =>
  run(tx, sql`insert into emergency_openings (id, conv, version, supporter, opened_on) values (${o.id}, ${o.conv}, ${o.version}, ${o.supporter}, ${o.openedOn})`)

export const addOpeningHalf = (tx: Tx, opening: string, person: string, halfSealed: Buffer) =>
  run(tx, sql`insert into emergency_opening_halves (opening, person, half_sealed) values (${opening}, ${person}, ${halfSealed})`)

export const openingHalf = async (tx: Tx, opening: string, person: string): Promise<Buffer | undefined> =>
  (await row(tx, sql<{ halfSealed: Buffer }>`select half_sealed as "halfSealed" from emergency_opening_halves where opening = ${opening} and person = ${person}`))?.halfSealed

export const openingsOf = (tx: Tx, conv: string): Promise<(StoredOpening & { readonly readBy: readonly string[] })[]> =>
  rows(tx, sql<StoredOpening & { readonly readBy: readonly string[] }>`select o.id, o.conv, o.version, o.supporter, o.opened_on as "openedOn",
      (select coalesce(array_agg(r.person::text order by r.person), '{}') from emergency_readings r where r.opening = o.id) as "readBy"
    from emergency_openings o where o.conv = ${conv} order by o.opened_on, o.id`)

/** Openings that wait for this on-call contact, or that they have seen; newest first. */
export const openingsFor = (tx: Tx, person: string): Promise<(StoredOpening & { readonly read: boolean })[]> =>
  rows(tx, sql<StoredOpening & { readonly read: boolean }>`select o.id, o.conv, o.version, o.supporter, o.opened_on as "openedOn",
      exists (select from emergency_readings r where r.opening = o.id and r.person = ${person}) as read
    from emergency_openings o join emergency_opening_halves h on h.opening = o.id and h.person = ${person}
    join emergency_contacts c on c.conv = o.conv and c.version = o.version order by o.opened_on desc, o.id`)

export const addEmergencyReading = (tx: Tx, opening: string, person: string, on: Day) =>
  run(tx, sql`insert into emergency_readings (opening, person, read_on) values (${opening}, ${person}, ${on}) on conflict do nothing`)

/** Conversations that something of this room still belongs to. */
export const conversationsKept = async (tx: Tx): Promise<string[]> =>
  (await rows(tx, sql<{ conv: string }>`select conv from emergency_contacts union select conv from emergency_openings order by conv`)).map(({ conv }) => conv)
