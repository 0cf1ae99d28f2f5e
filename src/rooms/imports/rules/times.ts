import { folded } from './spelling.ts'

const WEEKDAYS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'monday mon mo lundi lun 星期一 周一 礼拜一 週一 mondays lundis',
    'tuesday tue tues tu mardi mar 星期二 周二 礼拜二 週二 tuesdays mardis',
    'wednesday wed weds we mercredi mer 星期三 周三 礼拜三 週三 wednesdays mercredis',
    'thursday thu thur thurs th jeudi jeu 星期四 周四 礼拜四 週四 thursdays jeudis',
    'friday fri fr vendredi ven 星期五 周五 礼拜五 週五 fridays vendredis',
    'saturday sat sa samedi sam 星期六 周六 礼拜六 週六 saturdays samedis',
    'sunday sun su dimanche dim 星期日 星期天 周日 周天 礼拜天 礼拜日 週日 sundays dimanches',
  ].flatMap((names, at) => names.split(' ').map((name) => [name, at + 1])),
)

/** ISO weekday, Monday 1 to Sunday 7. A bare number is refused: weeks begin on different days in different places. */
export const readWeekday = (cell: string): number | null => WEEKDAYS[folded(cell).replace(/^(every|chaque|le|每|每个)\s*/, '')] ?? null

const AFTERNOON = /^(下午|晚上|傍晚|夜里|晚)/
const MORNING = /^(上午|早上|凌晨|清晨|早)/
const NOON = /^中午/

/** A time of day as `HH:MM`; `24:00` for the midnight that ends a day. 12 and 24 h, "17 h 30", "5:30 p.m.", "下午5点半". */
export function readTime(cell: string): string | null {
  const text = cell.normalize('NFKC').trim().toLowerCase().replace(/[\u00a0\u202f]/g, ' ')
  const word = TIME_WORDS[folded(text)]
  if (word) return word
  const chinese = /^(\D*?)(\d{1,2})\s*[点點时時](?:\s*(\d{1,2})\s*分?|(半)|(一刻)|(三刻)|整)?$/.exec(text) ?? /^([上下中早晚凌清傍]\D{0,2})(\d{1,2}):(\d{2})$/.exec(text)
  if (chinese) return chineseTime(chinese)
  const found = /^(\d{1,2})(?:\s*(?::|h|\.)\s*(\d{2})?(?::\d{2})?)?\s*(?:min)?\s*(a\.?\s?m\.?|p\.?\s?m\.?|du matin|de l'apres-midi|de l’après-midi|du soir|o'clock)?$/.exec(text)
  if (!found) return null
  const bare = !/[:h.]/.test(text) && found[3] === undefined
  if (bare) return null
  return clock(Number(found[1]), Number(found[2] ?? 0), half(found[3]))
}

const TIME_WORDS: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midi: '12:00', 正午: '12:00', 中午: '12:00', midnight: '24:00', minuit: '24:00', 午夜: '24:00', 半夜: '24:00' }

const half = (word: string | undefined): 'am' | 'pm' | null => {
  if (word === undefined || word === "o'clock") return null
  return word.startsWith('a') || word === 'du matin' ? 'am' : 'pm'
}

function chineseTime(found: RegExpExecArray): string | null {
  const before = (found[1] ?? '').trim()
  const hour = Number(found[2])
  const minute = found[4] ? 30 : found[5] ? 15 : found[6] ? 45 : Number(found[3] ?? 0)
  if (before === '') return clock(hour, minute, null)
  if (MORNING.test(before)) return clock(hour === 12 ? 0 : hour, minute, null)
  if (NOON.test(before)) return clock(hour < 11 ? hour + 12 : hour, minute, null)
  if (AFTERNOON.test(before)) return clock(hour < 12 ? hour + 12 : hour === 12 && before.startsWith('晚') ? 24 : hour, minute, null)
  return null
}

function clock(hour: number, minute: number, part: 'am' | 'pm' | null): string | null {
  if (part !== null && (hour < 1 || hour > 12)) return null
  const whole = part === null ? hour : (hour % 12) + (part === 'pm' ? 12 : 0)
  if (minute > 59 || whole > 24 || (whole === 24 && minute > 0)) return null
  return `${String(whole).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** "18:00-20:00", "6 to 8 pm", "17 h 30 à 19 h": both ends, the second lending its half of the day to the first. */
export function readTimeRange(cell: string): { starts: string; ends: string } | null {
  const parts = cell.normalize('NFKC').split(/\s*[-–—~至到]\s*|\s+(?:to|until|à|au)\s+/i)
  if (parts.length !== 2) return null
  const [first = '', second = ''] = parts
  const lent = /(a\.?m\.?|p\.?m\.?)\s*$/i.exec(second)?.[1] ?? ''
  const before = /^(下午|晚上|上午|早上)/.exec(first)?.[1] ?? ''
  const starts = readTime(first) ?? readTime(`${first} ${lent}`)
  const ends = (before ? readTime(`${before}${second}`) : null) ?? readTime(second)
  return starts && ends ? { starts, ends } : null
}

/** Minutes since midnight of a time that `readTime` gave. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether a cell names the program's own zone, also by another of its names. */
export function sameZone(cell: string, timeZone: string): boolean {
  const known = (zone: string) => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  try {
    return known(cell.trim()) === known(timeZone)
  } catch {
    return false
  }
}
