import type { OfferedFormat } from '../../hours/rules/formats.ts'

export type FormatWords = { format_in_person: string; format_phone: string; format_video: string }
export const formatName = (w: FormatWords, format: OfferedFormat): string =>
  ({ 'in-person': w.format_in_person, phone: w.format_phone, video: w.format_video })[format]
