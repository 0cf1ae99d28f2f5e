import type { Duration } from '../../interactions/rules/record.ts'
import type { Locale } from '../../../ui/same-words.ts'
import { folded } from './spelling.ts'

/** A number in the file's own notation; null where it cannot be told whether "1,234" is a thousand or a little over one. */
export function readNumber(cell: string, locale: Locale): number | null {
  const text = cell.normalize('NFKC').replace(/[\s\u00a0\u202f'’]/g, '')
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  if (/^[+-]?\d*[.,]\d+$/.test(text)) {
    const grouped = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text)
    if (!grouped) return Number(text.replace(',', '.'))
    const decimal = locale === 'fr' ? ',' : '.'
    return text.includes(decimal) ? null : Number(text.replace(/[.,]/, ''))
  }
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''))
  if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'))
  return null
}

const bandOf = (minutes: number): Duration | null => {
  if (!(minutes >= 0) || minutes > 1440) return null
  if (minutes < 15) return '<15'
  if (minutes < 30) return '15-29'
  if (minutes < 60) return '30-59'
  return minutes < 90 ? '60-89' : '>=90'
}

const LESS = /^(?:<|≤|<=|under|below|less than|fewer than|up to|moins d[e'’]|jusqu[’']à|不到|少于|小于|低于)\s*(.+)$/i
const MORE = /^(?:>=|≥|>|over|more than|at least|plus d[e'’]|au moins|超过|至少|大于|多于)\s*(.+)$/i
const OR_MORE = /^(.+?)\s*(?:\+|or more|and more|and over|or longer|ou plus|et plus|及以上|以上|plus)$/i
const OR_LESS = /^(.+?)\s*(?:or less|ou moins|以下|以内)$/i
const RANGE = /^(.+?)\s*(?:[-–—~至到]|\bto\b|(?<=[\d\s])à(?=[\d\s]))\s*(.+)$/i

/** A duration as one of the five bands: minutes, "1 h 30", "45 min", "une demi-heure", "15-29", "<15", "90+". A range across two bands is null. */
export function readBand(cell: string, locale: Locale): Duration | null {
  const text = cell.normalize('NFKC').trim()
  const plain = text.replace(/^(?:about|approx\.?|environ|env\.|约|大约|~|≈)\s*/i, '').replace(/(?:左右)$/, '')
  if (plain === '') return null
  const spoken = SPOKEN[folded(plain)]
  if (spoken !== undefined) return bandOf(spoken)
  const upTo = (LESS.exec(plain) ?? OR_LESS.exec(plain))?.[1]
  if (upTo !== undefined) return readMinutes(upTo, locale) === 15 ? '<15' : null
  const from = (MORE.exec(plain) ?? OR_MORE.exec(plain))?.[1]
  if (from !== undefined) return (readMinutes(from, locale) ?? 0) >= 90 ? '>=90' : null
  const range = RANGE.exec(plain)
  if (range) return readRange(range[1] ?? '', range[2] ?? '', locale)
  const minutes = readMinutes(plain, locale)
  return minutes === null ? null : bandOf(minutes)
}

function readRange(first: string, second: string, locale: Locale): Duration | null {
  const to = readMinutes(second, locale)
  const unit = /[a-zé小时分]+\.?$/i.exec(second)?.[0] ?? ''
  const from = readMinutes(/\d$/.test(first.trim()) ? `${first}${unit}` : first, locale)
  if (from === null || to === null || from > to) return null
  const [low, high] = [bandOf(from), bandOf(to)]
  return low === high ? low : null
}

const SPOKEN: Readonly<Record<string, number>> = {
  'half an hour': 30, 'half hour': 30, 'a half hour': 30, 'an hour': 60, 'one hour': 60, 'an hour and a half': 90, 'quarter of an hour': 15, 'a quarter of an hour': 15,
  'two hours': 120, 'une demi heure': 30, 'demi heure': 30, 'une heure': 60, 'une heure et demie': 90, 'un quart d heure': 15, 'quart d heure': 15, 'deux heures': 120,
  'trois quarts d heure': 45, 半小时: 30, 半个小时: 30, 半个钟头: 30, 一小时: 60, 一个小时: 60, 一个半小时: 90, 一刻钟: 15, 两小时: 120, 两个小时: 120,
}

/** Minutes, from a number of them or from hours and minutes in words or as `h:mm`. */
export function readMinutes(cell: string, locale: Locale): number | null {
  const text = cell.normalize('NFKC').trim().toLowerCase().replace(/[\u00a0\u202f]/g, ' ')
  const spoken = SPOKEN[folded(text)]
  if (spoken !== undefined) return spoken
  const clock = /^(\d{1,2}):([0-5]\d)(?::[0-5]\d)?$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const hours = /^([\d.,]+)\s*(?:h(?:ours?|rs?|eures?)?\.?|个?小时|个?钟头)\s*(?:(?:and|et)?\s*(\d{1,2})\s*(?:m(?:in(?:utes?|s)?)?\.?|分钟?)?)?$/.exec(text)
  if (hours) {
    const whole = readNumber(hours[1] ?? '', locale)
    return whole === null ? null : Math.round(whole * 60) + Number(hours[2] ?? 0)
  }
  const minutes = /^([\d.,]+)\s*(?:m(?:in(?:utes?|s)?)?\.?|'|′|分钟?)?$/.exec(text)
  const read = minutes ? readNumber(minutes[1] ?? '', locale) : null
  return read === null || read < 0 ? null : read
}
