import type { Names } from './names.ts'

/** How a student and a supporter meet. Messages are sealed between the two, and need no time of their own. */
export const FORMATS = ['in-person', 'phone', 'video', 'messaging'] as const
export type Format = (typeof FORMATS)[number]

export const ICON_COLOURS = ['teal', 'plum', 'apricot', 'slate', 'moss', 'sand'] as const
export type IconColour = (typeof ICON_COLOURS)[number]

/** Campus security, a telephone exchange: a service that answers at every hour nobody on call does. */
export interface EmergencyService {
  readonly names: Names
  readonly phone: string
}

export interface ProgramSettings {
  readonly formats: readonly Format[]
  /** What a student dials or opens where a supporter has no link of their own. */
  readonly programPhone: string | null
  readonly programVideoLink: string | null
  readonly slotMinutes: number
  readonly horizonDays: number
  readonly cancelNoticeMinutes: number
  /** Within how many hours a student who writes hears back: a promise, so it is shown. */
  readonly responseHours: number
  /** Month (1-12) in which the academic year begins, and with it the yearly question about assessing. */
  readonly academicYearStartsMonth: number
  readonly emergencyService: EmergencyService | null
  /** So many days after its last day the key of a conversation's epoch is destroyed. Longer holds for conversations that begin later; shorter for all. */
  readonly conversationDays: number
  /** How long a report and what it quotes are kept; then their key is destroyed. */
  readonly reportDays: number
  /** How long a reported account rests, unless the safety contacts decide otherwise. */
  readonly suspensionDays: number
  /** Students may leave an emergency contact that opens only with supporter and on-call together. */
  readonly emergencyContact: boolean
  /** Everything in this program is invented; every page says so. Only `peerside demo` sets it. */
  readonly demonstration: boolean
}

export const DEFAULT_SETTINGS: ProgramSettings = {
  formats: ['in-person', 'phone', 'video', 'messaging'],
  programPhone: null,
  programVideoLink: null,
  slotMinutes: 30,
  horizonDays: 28,
  cancelNoticeMinutes: 120,
  responseHours: 24,
  academicYearStartsMonth: 8,
  emergencyService: null,
  conversationDays: 30,
  reportDays: 180,
  suspensionDays: 14,
  emergencyContact: false,
  demonstration: false,
}

export const SLOT_MINUTES = [15, 20, 30, 45, 60, 90] as const

/** What is stored, over the defaults: a setting that came with a later version is there from the first moment. */
export const settingsOf = (stored: object): ProgramSettings => ({ ...DEFAULT_SETTINGS, ...stored })

export type SettingRefusal = 'slot-length' | 'horizon' | 'notice' | 'response' | 'year-start' | 'link-not-https' | 'phone-unreadable' | 'conversation-days' | 'report-days' | 'suspension-days'

/** Spaces, dots, dashes, brackets and a leading + are how people write numbers; letters are not. */
export const isPhone = (text: string): boolean => /^\+?[\d\s().-]{2,24}$/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 2

export const isHttps = (text: string): boolean => /^https:\/\/[^\s/]+\.[^\s]+$/.test(text)

export function settingRefusal(settings: ProgramSettings): SettingRefusal | null {
  if (!SLOT_MINUTES.some((minutes) => minutes === settings.slotMinutes)) return 'slot-length'
  if (settings.horizonDays < 1 || settings.horizonDays > 120) return 'horizon'
  if (settings.cancelNoticeMinutes < 0 || settings.cancelNoticeMinutes > 7 * 24 * 60) return 'notice'
  if (settings.responseHours < 1 || settings.responseHours > 7 * 24) return 'response'
  if (settings.academicYearStartsMonth < 1 || settings.academicYearStartsMonth > 12) return 'year-start'
  if (settings.conversationDays < 7 || settings.conversationDays > 365) return 'conversation-days'
  if (settings.reportDays < 30 || settings.reportDays > 730) return 'report-days'
  if (settings.suspensionDays < 1 || settings.suspensionDays > 60) return 'suspension-days'
  if (settings.programVideoLink !== null && !isHttps(settings.programVideoLink)) return 'link-not-https'
  if (settings.programPhone !== null && !isPhone(settings.programPhone)) return 'phone-unreadable'
  if (settings.emergencyService && !isPhone(settings.emergencyService.phone)) return 'phone-unreadable'
  return null
}

/** The southern academic year begins in February; elsewhere in August or September. */
export const yearStartsIn = (country: string): number =>
  ['AU', 'NZ', 'ZA', 'BR', 'SG'].includes(country) ? 2 : ['GB', 'IE', 'FR'].includes(country) ? 9 : 8
