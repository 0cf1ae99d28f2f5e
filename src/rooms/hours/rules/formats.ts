import type { Format } from '../../programs/rules/settings.ts'

export type { Format }

/** What students can choose, in the order shown. Messages need no hours: they are asked for at any time, and supporters answer when they are on. */
export const OFFERED_FORMATS = ['in-person', 'video', 'phone'] as const satisfies readonly Format[]
export type OfferedFormat = (typeof OFFERED_FORMATS)[number]
/** The formats that need a link or a number which the student opens, so that the student gives none. */
export const LINKED_FORMATS = ['video', 'phone'] as const
export type LinkedFormat = (typeof LINKED_FORMATS)[number]

export type Links = Readonly<Record<LinkedFormat, string | null>>
/** The link or number a student would open for each format (the supporter's own, else the program's, else null), and the formats the program offers. */
export interface WaysToMeet extends Links {
  readonly offered: readonly Format[]
}

export type MissingWay = 'format-not-in-program' | 'place-missing' | 'phone-way-missing' | 'video-way-missing' | 'messaging-not-yet'

interface Offer {
  readonly formats: readonly Format[]
  readonly place: string | null
}

/** What keeps a format from being offered, or null. A format without its way to meet would cost the student a number or a name. */
export function missingWay(format: Format, place: string | null, ways: WaysToMeet): MissingWay | null {
  if (format === 'messaging') return 'messaging-not-yet'
  if (!ways.offered.includes(format)) return 'format-not-in-program'
  if (format === 'in-person') return place ? null : 'place-missing'
  return ways[format] ? null : `${format}-way-missing`
}

/** The formats of these hours that students can choose, in the order they are shown. */
export const offeredFormats = (hours: Offer, ways: WaysToMeet): OfferedFormat[] =>
  OFFERED_FORMATS.filter((format) => hours.formats.includes(format) && missingWay(format, hours.place, ways) === null)

/** Hours that no student can see, because none of their formats has its way to meet. */
export const isIncomplete = (hours: Offer, ways: WaysToMeet): boolean => offeredFormats(hours, ways).length === 0

/** Everything that is missing, each thing once. */
export const missingWays = (hours: Offer, ways: WaysToMeet): MissingWay[] =>
  [...new Set(hours.formats.map((format) => missingWay(format, hours.place, ways)).filter((missing) => missing !== null))]

const LONGEST_LINK = 300

/** A supporter's own room: an https address, without a user name or password in it. */
export function isMeetingLink(text: string): boolean {
  if (text.length > LONGEST_LINK || /\s/.test(text)) return false
  const host = /^https:\/\/([^/?#]+)(?:[/?#].*)?$/i.exec(text)?.[1] ?? ''
  return !host.includes('@') && /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d{1,5})?$/u.test(host)
}

/** What stands behind "Call": a program's number as people write it, as a link that a phone can open. */
export const telLink = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`

/** The ways of one supporter: their own link first, then what the program has for everybody. */
export const waysFor = (own: Partial<Record<LinkedFormat, string>>, program: ProgramWays): WaysToMeet => ({
  offered: program.formats,
  video: own.video ?? program.programVideoLink,
  phone: own.phone ?? (program.programPhone === null ? null : telLink(program.programPhone)),
})

export interface ProgramWays {
  readonly formats: readonly Format[]
  readonly programPhone: string | null
  readonly programVideoLink: string | null
}
