import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import { LOCALES, type Locale } from '../../ui/same-words.ts'
import type { LimitsSection, LimitsTexts, TextVersion } from './rules/confidentiality.ts'
import { LINE_KINDS, type CrisisLine, type LineStanding } from './rules/crisis-lines.ts'
import type { Day } from './rules/days.ts'
import type { Names } from './rules/names.ts'
import type { DoorState, OpeningProblem, OpeningWarning } from './rules/opening.ts'
import { SETUP_STEPS } from './rules/setup.ts'
import { FORMATS, ICON_COLOURS, type Format, type IconColour, type ProgramSettings } from './rules/settings.ts'

const uuid = z.uuid()
const day = z.iso.date()
const name = z.string().max(120).optional()
const names = z.object({ en: name, fr: name, zh: name })
const phone = z.string().trim().min(2).max(24)
const link = z.string().trim().max(300)
const sentence = z.string().max(2000)
const limitsText = z.object({
  promise: sentence, passedOn: z.array(sentence).max(20), nameless: sentence, inPerson: sentence, privilege: sentence, career: sentence, minors: sentence,
})
const lineFacts = z.object({
  kind: z.enum(LINE_KINDS), names, call: phone.nullable(), textNumber: phone.nullable(), textKeyword: z.string().trim().max(20).nullable(),
  chatUrl: link.nullable(), url: link.nullable(), hours: z.string().trim().max(120).nullable(), languages: z.array(z.string().min(2).max(3)).max(12),
  audiences: names, schoolIsTold: z.enum(['no', 'yes', 'if-risk', 'unknown']), pairedWith: z.string().max(60).nullable(), sourceUrl: link.nullable(),
})
const listItems = z.object({ items: z.array(z.object({ id: uuid.optional(), names })).max(60) })
const lineWords = { 'no-way-to-reach': 409, 'phone-unreadable': 409, 'link-not-https': 409, 'name-missing': 409, 'not-found': 404 } as const
const line = z.object({ line: uuid })
const version = z.object({ version: z.coerce.number().int().min(1) })

export interface Listed {
  readonly id: string
  readonly name: string
}
export interface ListedTopic extends Listed {
  readonly key: string
  readonly escalates: boolean
}

/** What anybody may know of a program, in the reader's language. */
export interface ProgramFace {
  readonly publicName: string
  readonly iconColour: IconColour
  readonly locales: readonly Locale[]
  readonly timeZone: string
  readonly country: string
  readonly door: DoorState
  readonly cohorts: readonly Listed[]
  readonly sites: readonly Listed[]
  readonly topics: readonly ListedTopic[]
  readonly formats: readonly Format[]
  readonly slotMinutes: number
  readonly horizonDays: number
  readonly cancelNoticeMinutes: number
  readonly responseHours: number
  /** The version of the limits a student must have acknowledged; null while none is published. */
  readonly limitsVersion: number | null
}

/** The text as students read it, with its headings: nothing more has to be fetched to show it. */
export interface Limits {
  readonly version: number
  readonly title: string
  readonly sections: readonly LimitsSection[]
  readonly acknowledge: string
}

export type PublicLine = Omit<CrisisLine, 'checkedBy' | 'packKey' | 'packReadOn' | 'pairedWith' | 'sourceUrl'>

export interface NamedItem {
  readonly id: string
  readonly names: Names
}
export interface TopicItem extends NamedItem {
  readonly key: string
  readonly escalates: boolean
  readonly retired: boolean
}

/** Everything a coordinator can set. */
export interface ProgramSheet {
  readonly slug: string
  readonly names: Names
  readonly publicNames: Names
  readonly iconColour: IconColour
  readonly country: string
  readonly region: string | null
  readonly locales: readonly Locale[]
  readonly timeZone: string
  readonly settings: ProgramSettings
  readonly cohorts: readonly NamedItem[]
  readonly sites: readonly NamedItem[]
  readonly topics: readonly TopicItem[]
  readonly setupDone: readonly string[]
  readonly door: DoorState
  /** Countries that have a pack of crisis lines; for others the lines are added by hand. */
  readonly packCountries: readonly string[]
}

export interface LimitsPack {
  readonly key: string
  readonly names: Names
  readonly orientation: Names
}
export interface LimitsSheet {
  readonly versions: readonly TextVersion[]
  readonly packs: readonly LimitsPack[]
  /** The pack that fits the program's country and region. */
  readonly fitting: string
  readonly published: number | null
}

export interface LineSheet {
  readonly lines: readonly (CrisisLine & { readonly standing: LineStanding })[]
}

export interface OpeningSheet {
  readonly door: DoorState
  readonly problems: readonly OpeningProblem[]
  readonly warnings: readonly OpeningWarning[]
  readonly minorsAnswer: { readonly answer: 'yes' | 'no'; readonly by: string; readonly on: Day } | null
  readonly openedOn: Day | null
  /** The first set-up was begun or not even that, and the doors never opened. */
  readonly setupWaits: boolean
}

export const contract = {
  'GET /program': { answer: answers<ProgramFace>() },
  'GET /limits': { answer: answers<Limits>(), refusals: { 'not-open-yet': 403 } },
  'GET /crisis-lines': { answer: answers<{ lines: readonly PublicLine[] }>() },

  'GET /settings': { answer: answers<ProgramSheet>() },
  'PUT /settings/names': {
    body: z.object({ names, publicNames: names, iconColour: z.enum(ICON_COLOURS) }), answer: answers<ProgramSheet>(), refusals: { 'name-missing': 409 },
  },
  'PUT /settings/place': {
    body: z.object({
      country: z.string().regex(/^[A-Z]{2}$/), region: z.string().regex(/^[A-Z0-9]{1,3}$/).nullable(),
      locales: z.array(z.enum(LOCALES)).min(1), timeZone: z.string().max(60),
    }),
    answer: answers<ProgramSheet>(), refusals: { 'zone-unknown': 409, 'close-first': 409, 'text-incomplete': 409 },
  },
  'PUT /settings/rules': {
    body: z.object({
      formats: z.array(z.enum(FORMATS)), programPhone: phone.nullable(), programVideoLink: link.nullable(), slotMinutes: z.int(), horizonDays: z.int(),
      cancelNoticeMinutes: z.int(), responseHours: z.int(), academicYearStartsMonth: z.int(),
      emergencyService: z.object({ names, phone }).nullable(), conversationDays: z.int(), reportDays: z.int(), suspensionDays: z.int(), emergencyContact: z.boolean(),
    }).partial(),
    answer: answers<ProgramSheet>(),
    refusals: {
      'slot-length': 409, horizon: 409, notice: 409, response: 409, 'year-start': 409, 'link-not-https': 409, 'phone-unreadable': 409,
      'conversation-days': 409, 'report-days': 409, 'suspension-days': 409,
    },
  },
  'PUT /cohorts': { body: listItems, answer: answers<ProgramSheet>(), refusals: { 'name-missing': 409, 'close-first': 409 } },
  'PUT /sites': { body: listItems, answer: answers<ProgramSheet>(), refusals: { 'name-missing': 409 } },
  'PUT /topics': {
    body: z.object({ items: z.array(z.object({ id: uuid.optional(), names, retired: z.boolean() })).max(60) }),
    answer: answers<ProgramSheet>(), refusals: { 'name-missing': 409 },
  },
  'POST /setup-steps': { body: z.object({ step: z.enum(SETUP_STEPS) }), answer: answers<{ done: readonly string[] }>() },

  'GET /limits-texts': { answer: answers<LimitsSheet>() },
  'GET /limits-packs/:pack': { params: z.object({ pack: z.string().max(12) }), answer: answers<{ pack: LimitsPack; texts: LimitsTexts }>(), refusals: { 'not-found': 404 } },
  'POST /limits-texts': {
    body: z.object({ pack: z.string().max(12), texts: z.object({ en: limitsText.optional(), fr: limitsText.optional(), zh: limitsText.optional() }) }),
    bodyBytes: 256 * 1024, answer: answers<LimitsSheet>(), refusals: { 'text-incomplete': 409 },
  },
  'POST /limits-texts/:version/review': {
    params: version, body: z.object({ reviewer: z.string().trim().min(2).max(120), reviewedOn: day }),
    answer: answers<LimitsSheet>(), refusals: { 'text-incomplete': 409, 'day-ahead': 409, 'day-before': 409, 'reviewed-already': 409, 'not-found': 404 },
  },

  'GET /crisis-lines/all': { answer: answers<LineSheet>() },
  'POST /crisis-lines': { body: lineFacts, answer: answers<LineSheet>(), refusals: lineWords },
  'PUT /crisis-lines/:line': { params: line, body: lineFacts, answer: answers<LineSheet>(), refusals: { ...lineWords, 'line-needed': 409 } },
  'DELETE /crisis-lines/:line': { params: line, answer: answers<LineSheet>(), refusals: { 'line-needed': 409, 'not-found': 404 } },
  'POST /crisis-lines/:line/check': { params: line, answer: answers<LineSheet>(), refusals: { 'not-found': 404 } },

  'GET /opening': { answer: answers<OpeningSheet>() },
  'PUT /opening/minors': { body: z.object({ answer: z.enum(['yes', 'no']) }), answer: answers<OpeningSheet>() },
  'POST /opening': { answer: answers<OpeningSheet>(), refusals: { 'checklist-not-green': 409 } },
  'POST /opening/closing': { answer: answers<OpeningSheet>() },
} satisfies Contract
