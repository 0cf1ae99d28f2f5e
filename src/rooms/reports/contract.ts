import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { Day } from '../programs/rules/days.ts'
import type { Progress, ReportKind } from './rules.ts'

/** So many bytes as base64url. */
const letters = (count: number) => Math.ceil((count * 4) / 3)
const bytes = (count: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${letters(count)}}$`))
const id = bytes(16)
const account = bytes(16)
const day = z.iso.date()
const count = z.int().min(0).max(2 ** 31 - 1)

/** The writer's two keys, the IV, the padded content, the tag; one of three sizes. */
const BOX_BYTES = [4_096, 16_384, 65_536].map((padded) => 64 + 12 + padded + 16)
const box = z.string().regex(/^[A-Za-z0-9_-]+$/).max(letters(BOX_BYTES.at(-1)!)).refine((sent) => BOX_BYTES.map(letters).includes(sent.length))
/** HPKE's enc, 32 bytes of key, the tag. */
const wrap = bytes(80)
const wraps = z.array(z.object({ contact: z.uuid(), wrap })).min(1).max(12)
const letter = z.object({ id, box, wraps })
const LETTER_BYTES = 100_000

/** What went to the safety contacts, sealed by whoever wrote it. */
export type Letter = z.infer<typeof letter>

export interface MyReport {
  readonly id: string
  readonly arrivedOn: Day
  readonly progress: Progress
  /** The day on which its key is destroyed. */
  readonly shredOn: Day
}

export interface MySuspension {
  readonly beganOn: Day
  readonly endsOn: Day
  readonly upheld: boolean
  readonly appealed: boolean
}

export interface ListedReport extends MyReport {
  readonly kind: ReportKind
  /** Sealed to the contact who asks; without it this one cannot be opened with today's keys. */
  readonly isMine: boolean
}

export interface RestingAccount {
  readonly account: string
  readonly reportedBy: { readonly person: string; readonly name: string }
  readonly beganOn: Day
  readonly endsOn: Day
  readonly upheld: boolean
  /** The report that holds the appeal. */
  readonly appeal: string | null
}

export interface RestingSupporter {
  readonly person: string
  readonly name: string
  readonly beganOn: Day
}

/** All that safety contacts see. */
export interface SafetyDesk {
  readonly reports: readonly ListedReport[]
  readonly accounts: readonly RestingAccount[]
  readonly supporters: readonly RestingSupporter[]
  /** Who could be taken off duty. */
  readonly onDuty: readonly { readonly person: string; readonly name: string }[]
}

/** What the server's tag was made over; the answer is yes or no. */
const tagQuestion = z.object({ com: bytes(32), conv: id, epoch: count, seq: count, msgId: bytes(16), account, day, tag: bytes(32) })
export type TagQuestion = z.infer<typeof tagQuestion>

/** What the student sees of the emergency contact they left in a conversation. */
export interface MyEmergencyContact {
  readonly epoch: number
  readonly version: number
  /** Accounts of the on-call contacts who hold a half. */
  readonly onCall: readonly string[]
}

export interface ShownOpening {
  readonly openedOn: Day
  readonly supporter: string
  /** On-call contacts who have looked. */
  readonly readBy: readonly string[]
}

export interface OpeningForMe {
  readonly id: string
  readonly openedOn: Day
  readonly supporter: string
  readonly read: boolean
}

/** Handed out once the opening stands in the record. */
export interface OpenedContact {
  readonly conv: string
  readonly epoch: number
  readonly version: number
  readonly box: string
  readonly student: { readonly account: string; readonly pkAuth: string; readonly pkHpke: string }
  readonly supporter: { readonly person: string; readonly account: string; readonly pkAuth: string; readonly pkHpke: string }
  readonly fromStudent: string
  readonly fromSupporter: string
}

const lost = { 'not-found': 404 } as const
const conv = z.object({ conv: id })
const report = z.object({ report: id })
const person = z.object({ person: z.uuid() })
/** IV, 512 bytes, tag. */
const contactBox = bytes(12 + 512 + 16)
const half = bytes(80)

export const contract = {
  'GET /safety-offer': { answer: answers<{ emergencyContact: boolean; reportDays: number; suspensionDays: number }>() },
  'POST /safety-reports': { body: letter, bodyBytes: LETTER_BYTES, answer: answers<MyReport>(), refusals: { 'contacts-few': 409, 'letter-taken': 409 } },
  'GET /safety-reports/mine': { answer: answers<{ reports: readonly MyReport[] }>() },
  'GET /standing': { answer: answers<{ suspension: MySuspension | null }>() },
  'POST /standing/appeal': {
    body: letter, bodyBytes: LETTER_BYTES, answer: answers<MySuspension>(),
    refusals: { 'contacts-few': 409, 'letter-taken': 409, 'not-suspended': 409, 'appealed-already': 409 },
  },

  'POST /duty/account-reports': {
    body: z.object({ conv: id, letter: letter.nullable() }), bodyBytes: LETTER_BYTES, answer: answers<{ endsOn: Day }>(), refusals: { ...lost, 'contacts-few': 409, 'letter-taken': 409 },
  },

  'GET /safety': { answer: answers<SafetyDesk>() },
  'POST /safety/reports/:report/reading': { params: report, answer: answers<{ kind: ReportKind; box: string; wrap: string }>(), refusals: lost },
  'POST /safety/reports/:report/closing': { params: report, answer: answers<{ closed: true }>(), refusals: lost },
  'POST /safety/tag-checks': { body: tagQuestion, answer: answers<{ genuine: boolean }>() },
  'PUT /safety/accounts/:account/upholding': { params: z.object({ account }), answer: answers<{ upheld: true }>(), refusals: lost },
  'DELETE /safety/accounts/:account': { params: z.object({ account }), answer: answers<{ lifted: true }>(), refusals: lost },
  'PUT /safety/supporters/:person/suspension': { params: person, answer: answers<{ suspended: true }>(), refusals: { ...lost, 'not-yourself-here': 409 } },
  'DELETE /safety/supporters/:person/suspension': { params: person, answer: answers<{ lifted: true }>(), refusals: { ...lost, 'not-yourself-here': 409 } },

  'GET /safety-counts': { answer: answers<{ reports: number | null; accounts: number | null }>() },

  'GET /emergency-contact/:conv': { params: conv, answer: answers<{ contact: MyEmergencyContact | null; openings: readonly ShownOpening[] }>(), refusals: lost },
  'PUT /emergency-contact/:conv': {
    params: conv, body: z.object({ epoch: count, version: count.min(1), box: contactBox, halves: z.array(z.object({ person: z.uuid(), account, half })).min(1).max(60) }),
    answer: answers<{ version: number }>(), refusals: { ...lost, 'version-moved': 409, 'version-taken': 409, 'not-offered-here': 409 },
  },
  'DELETE /emergency-contact/:conv': { params: conv, answer: answers<{ removed: true }>(), refusals: lost },

  'GET /duty/emergency-contacts/:conv': { params: conv, answer: answers<{ contact: MyEmergencyContact | null; openings: readonly ShownOpening[] }>(), refusals: lost },
  'POST /duty/emergency-openings': {
    body: z.object({ id, conv: id, version: count.min(1), halves: z.array(z.object({ person: z.uuid(), half })).min(1).max(60) }),
    answer: answers<{ openedOn: Day }>(), refusals: { ...lost, 'version-moved': 409, 'letter-taken': 409 },
  },

  'GET /emergency-openings': { answer: answers<{ openings: readonly OpeningForMe[] }>() },
  'POST /emergency-openings/:opening/reading': { params: z.object({ opening: id }), answer: answers<OpenedContact>(), refusals: { ...lost, 'version-moved': 409 } },
} satisfies Contract
