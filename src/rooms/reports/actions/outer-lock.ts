import { createHmac, hkdfSync } from 'node:crypto'
import type { Knock } from '../../../platform/http/doors.ts'
import { lockBox, unlockBox } from '../../../platform/shred/padded-box.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { canon } from '../../../sealed/canon.ts'

/** What an action of this room needs to know of a request. */
export type Here = Pick<Knock, 'db' | 'program' | 'services' | 'now'>

/** A report's own key: whose it is and what it says are noise once this is destroyed, in every copy of the rows. */
export const reportKeyName = (program: string, report: string): string => `reports/${program}/${report}`
export const reportKeys = (program: string): string => reportKeyName(program, '')

/** Made and flushed to disk before the row exists; one that no row needs is swept. */
export const makeReportKey = ({ services, db }: Here, report: string): Promise<Buffer> => services.keys.keep(reportKeyName(db.program, report))
export const reportKey = (keys: KeyStore, program: string, report: string): Promise<Buffer | null> => keys.open(reportKeyName(program, report))

export const holderOf = (key: Buffer, report: string, account: string): Buffer => createHmac('sha256', derived(key, canon('ps1/report-holder', report))).update(account).digest()

/** The second lock around what browsers sealed; `part` keeps a wrap from standing in for a box, or for another contact's. */
export const lockPart = (key: Buffer, report: string, part: string, content: Buffer): Buffer => lockBox(derived(key, canon('ps1/report-outer', report)), canon('ps1/report-part', report, part), content)
export const unlockPart = (key: Buffer, report: string, part: string, box: Buffer): Buffer | null => unlockBox(derived(key, canon('ps1/report-outer', report)), canon('ps1/report-part', report, part), box)

/** PROTOCOL 3.9: an emergency contact lies under the key of its conversation's epoch, and goes with it. Null where that key is gone. */
export async function epochKey({ services, db }: Here, conv: string, epoch: number): Promise<Buffer | null> {
  const key = await services.keys.open(`conversations/${db.program}/${conv}/${epoch}`)
  return key && derived(key, canon('ps1/emergency-outer', conv, epoch))
}

export const lockHalf = (key: Buffer, conv: string, part: string, content: Buffer): Buffer => lockBox(key, canon('ps1/emergency-part', conv, part), content)
export const unlockHalf = (key: Buffer, conv: string, part: string, box: Buffer): Buffer | null => unlockBox(key, canon('ps1/emergency-part', conv, part), box)

const derived = (key: Buffer, info: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), info, 32))

export const decoded = (letters: string): Buffer => Buffer.from(letters, 'base64url')
export const encoded = (bytes: Buffer): string => bytes.toString('base64url')
