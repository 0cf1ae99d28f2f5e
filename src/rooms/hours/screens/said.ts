import type { Dates } from '../../../ui/dates.ts'
import type { Format } from '../../programs/rules/settings.ts'
import type { MissingWay } from '../rules/formats.ts'
import { DAY_MINUTES, type Hours, type Kind } from '../rules/weekly-hours.ts'
import type { HoursWords } from './words.ts'

/** "17:00 to 18:30" from minutes after midnight. */
export const spanText = (w: HoursWords, dates: Dates, { starts, ends }: Pick<Hours, 'starts' | 'ends'>): string =>
  w.span(dates.clock(starts % DAY_MINUTES), dates.clock(ends % DAY_MINUTES))

/** "Monday, 17:00 to 18:30" */
export const weeklyText = (w: HoursWords, dates: Dates, hours: Pick<Hours, 'starts' | 'ends'> & { weekday: number }): string =>
  `${dates.weekday(hours.weekday)}, ${spanText(w, dates, hours)}`

export const formatText = (w: HoursWords, format: Format): string =>
  ({ 'in-person': w.format_in_person, 'phone': w.format_phone, 'video': w.format_video, 'messaging': w.format_messaging })[format]

export const kindText = (w: HoursWords, kind: Kind): string => (kind === 'bookable' ? w.short_bookable : w.short_drop_in)

export const missingText = (w: HoursWords, missing: MissingWay): string => ({
  'place-missing': w.missing_place_missing, 'phone-way-missing': w.missing_phone_way_missing, 'video-way-missing': w.missing_video_way_missing,
  'messaging-not-yet': w.missing_messaging_not_yet, 'format-not-in-program': w.missing_format_not_in_program,
})[missing]

/** What a student would open, as a person reads it. */
export const wayText = (way: string): string => way.replace(/^tel:/, '')
