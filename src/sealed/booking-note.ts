import { type AccountKeys, accountId } from './account-keys.ts'
import { type Bytes, join, text, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import { open, seal } from './hpke.ts'
import { pad, unpad } from './padding.ts'

/** What a student tells the supporter before they meet. Anything JSON; the bookings room decides the fields. */
export type NoteContent = Readonly<Record<string, unknown>>

/** Which booking a note belongs to. A note copied to another booking, slot, program or supporter does not open. */
export interface NotePlace {
  readonly program: string
  readonly booking: string
  readonly slot: string
  /** The supporter's account. */
  readonly supporter: string
}

export const NOTE_BYTES = 512
const KEY_BYTES = 32

export const noteFits = (note: NoteContent): boolean => utf8(JSON.stringify(note)).length <= NOTE_BYTES - 4

/** The student's pkAuth || pkHpke || enc || ciphertext: 624 bytes, whatever was written. */
export async function sealBookingNote(student: AccountKeys, supporterPkHpke: Uint8Array, place: NotePlace, note: NoteContent): Promise<Bytes> {
  const content = pad(utf8(JSON.stringify(note)), NOTE_BYTES)
  const sealed = await seal({ to: supporterPkHpke, from: student.hpke, info: noteInfo(place, student.account) }, content)
  return join(student.pkAuth, student.pkHpke, sealed)
}

/** Opens a note and says which pseudonym wrote it. Throws when anything about it was changed. */
export async function openBookingNote(supporter: AccountKeys, place: NotePlace, sealed: Bytes): Promise<{ readonly from: string; readonly note: NoteContent }> {
  const pkAuth = sealed.slice(0, KEY_BYTES)
  const pkHpke = sealed.slice(KEY_BYTES, 2 * KEY_BYTES)
  const from = await accountId(pkAuth, pkHpke)
  const content = await open({ with: supporter.hpke, from: pkHpke, info: noteInfo(place, from) }, sealed.slice(2 * KEY_BYTES))
  return { from, note: JSON.parse(text(unpad(content))) as NoteContent }
}

const noteInfo = (place: NotePlace, student: string): Bytes => canon('ps1/booking', place.program, place.booking, place.slot, place.supporter, student)
