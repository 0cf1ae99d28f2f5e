import { type AccountKeys, accountId } from './account-keys.ts'
import { type Bytes, randomBytes, text, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import { open, seal } from './hpke.ts'
import { boxKey, lock, unlock } from './locked-box.ts'
import { pad, unpad } from './padding.ts'

/** Whom to call for a student, in the student's own words. */
export interface EmergencyContact {
  readonly name: string
  readonly reach: string
}

/** Made anew with each epoch and each change of the roster: halves of different versions never fit together. */
export interface EmergencyPlace {
  readonly program: string
  readonly conv: string
  readonly epoch: number
  readonly version: number
}

export interface OnCall {
  readonly person: string
  readonly account: string
  readonly pkHpke: Uint8Array
}

interface PublicKeys {
  readonly pkAuth: Uint8Array
  readonly pkHpke: Uint8Array
}

export const CONTACT_BYTES = 512
const HALF_BYTES = 32

export const contactFits = (contact: EmergencyContact): boolean => utf8(JSON.stringify(contact)).length <= CONTACT_BYTES - 4

/**
 * docs/encryption.md 18. The box is locked under K; `half` is one half of K, for the supporter, and travels as an ordinary message.
 * The other half is sealed to each on-call contact: neither alone says anything about K.
 */
export async function sealContact(student: AccountKeys, place: EmergencyPlace, onCall: readonly OnCall[], contact: EmergencyContact): Promise<{
  readonly box: Bytes
  readonly half: Bytes
  readonly halves: { readonly person: string; readonly account: string; readonly half: Bytes }[]
}> {
  const key = randomBytes(HALF_BYTES), half = randomBytes(HALF_BYTES)
  const other = xor(key, half)
  const box = await lock(await boxKey(key), pad(utf8(JSON.stringify(contact)), CONTACT_BYTES), boxContext(place, student.account))
  const halves = await Promise.all(onCall.map(async ({ person, account, pkHpke }) =>
    ({ person, account, half: await seal({ to: pkHpke, from: student.hpke, info: halfInfo(place, student.account, account) }, other) })))
  key.fill(0)
  other.fill(0)
  return { box, half, halves }
}

/** Which opening a supporter's half is for: it serves for no other. */
export interface OpeningPlace extends EmergencyPlace {
  readonly opening: string
  /** The student's account. */
  readonly student: string
}

/** The supporter's part of an opening: their half, sealed to one on-call contact. */
export const sealHalf = (supporter: AccountKeys, place: OpeningPlace, to: OnCall, half: Bytes): Promise<Bytes> =>
  seal({ to: to.pkHpke, from: supporter.hpke, info: openingInfo(place, supporter.account, to.account) }, half)

interface Opening {
  readonly place: OpeningPlace
  readonly box: Bytes
  /** The student's keys as the server tells them; they must be the account that the supporter speaks of. */
  readonly student: PublicKeys
  /** From the verified roster. */
  readonly supporter: PublicKeys
  readonly fromStudent: Bytes
  readonly fromSupporter: Bytes
}

/** On call and with the supporter's half: both together open the box. Throws when a half is missing, another's, or of another version. */
export async function openContact(mine: AccountKeys, { place, box, student, supporter, fromStudent, fromSupporter }: Opening): Promise<EmergencyContact> {
  if ((await accountId(student.pkAuth, student.pkHpke)) !== place.student) throw new Error('other keys than the student’s')
  const supporterAccount = await accountId(supporter.pkAuth, supporter.pkHpke)
  const other = await open({ with: mine.hpke, from: student.pkHpke, info: halfInfo(place, place.student, mine.account) }, fromStudent)
  const half = await open({ with: mine.hpke, from: supporter.pkHpke, info: openingInfo(place, supporterAccount, mine.account) }, fromSupporter)
  const content = await unlock(await boxKey(xor(half, other)), box, boxContext(place, place.student))
  return JSON.parse(text(unpad(content))) as EmergencyContact
}

function xor(a: Bytes, b: Bytes): Bytes {
  if (a.length !== HALF_BYTES || b.length !== HALF_BYTES) throw new Error('a half has 32 bytes')
  return a.map((byte, i) => byte ^ b[i]!)
}

const boxContext = ({ conv, version }: EmergencyPlace, student: string): Bytes => canon('ps1/emergency', conv, student, version)
const halfInfo = ({ program, conv, epoch, version }: EmergencyPlace, student: string, onCall: string): Bytes =>
  canon('ps1/emergency-half', program, conv, epoch, version, student, onCall)
const openingInfo = ({ program, conv, epoch, version, opening, student }: OpeningPlace, supporter: string, onCall: string): Bytes =>
  canon('ps1/emergency-opening', program, conv, epoch, version, opening, student, supporter, onCall)
