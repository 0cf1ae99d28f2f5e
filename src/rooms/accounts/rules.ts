export type AccountKind = 'student' | 'staff'
export type WayBackKind = 'passkey' | 'words' | 'passphrase'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** docs/encryption.md 3: a student's session ends after thirty quiet minutes; staff on duty keep theirs for a shift. */
export const IDLE_MS: Readonly<Record<AccountKind, number>> = { student: 30 * MINUTE, staff: 10 * HOUR }
export const LONGEST_IDLE_MS = 10 * HOUR

/** What the database keeps of an expiry: the next full hour, so that no row says when somebody came. */
export const coarseExpiry = (now: number): number => (Math.floor(now / HOUR) + 1) * HOUR

/** Alive while used often enough. After a restart nobody remembers the last use, and the coarse hour decides. */
export const isAlive = (session: { kind: AccountKind; lastSeen: number | null; expiresAt: number }, now: number): boolean =>
  session.lastSeen === null ? session.expiresAt > now : session.lastSeen + IDLE_MS[session.kind] > now

const DAY = 24 * HOUR

/** The Monday of a day's week (2026-11-23): arrivals of one week are written together when it is over. */
export function weekOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7
  return new Date(at - sinceMonday * DAY).toISOString().slice(0, 10)
}

/** The Monday after a week's own: its arrivals are written then, and their sealed rows removed. */
export const weekAfter = (week: string): string => new Date(Date.parse(`${week}T00:00:00Z`) + 7 * DAY).toISOString().slice(0, 10)

/** Where a week's key is lost, its arrivals wait this long for a disk that may come back; then they are given up. */
export const givenUpBefore = (week: string): string => new Date(Date.parse(`${week}T00:00:00Z`) - 28 * DAY).toISOString().slice(0, 10)

export const MOST_WAYS_BACK = 6
/** docs/encryption.md 5: staff hold two ways back before duty, so that one lost phone does not lose what was sealed to them. */
export const WAYS_BACK_NEEDED: Readonly<Record<AccountKind, number>> = { student: 1, staff: 2 }

export const addWayBackRefusal = (present: number): 'enough-ways-back' | null => (present >= MOST_WAYS_BACK ? 'enough-ways-back' : null)

/** Nobody is left with fewer ways back than needed by removing one: first the new, then the old. */
export const removeWayBackRefusal = (kind: AccountKind, present: number): 'last-way-back' | 'keep-two' | null => {
  if (present > WAYS_BACK_NEEDED[kind]) return null
  return kind === 'staff' ? 'keep-two' : 'last-way-back'
}

export const isReadyForDuty = (waysBack: number): boolean => waysBack >= WAYS_BACK_NEEDED.staff

export const INVITATION_DAYS = 30

/** What could be read with the old keys alone, named to whoever is invited again. */
export const LOST_WITH_KEYS = ['settings', 'drafts', 'booking-notes'] as const
export type LostWithKeys = (typeof LOST_WITH_KEYS)[number]

/** No i, l, o or u: nothing to mistake when typing from paper. 24 letters carry 120 bits. */
const CODE_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const CODE_LENGTH = 24
const CODE_GROUP = 4

/** k3f9-... from fifteen random bytes: for invitation links. */
export function spellCode(random: Uint8Array): string {
  let bits = ''
  for (const byte of random.slice(0, (CODE_LENGTH * 5) / 8)) bits += byte.toString(2).padStart(8, '0')
  const letters = Array.from({ length: CODE_LENGTH }, (_, i) => CODE_LETTERS[parseInt(bits.slice(i * 5, i * 5 + 5), 2)])
  return Array.from({ length: CODE_LENGTH / CODE_GROUP }, (_, i) => letters.slice(i * CODE_GROUP, (i + 1) * CODE_GROUP).join('')).join('-')
}

/** What was typed, in the one spelling that is hashed; null when it cannot be a code. Forgives case, spaces, i, l and o. */
export function readCode(typed: string): string | null {
  const letters = typed.toLowerCase().replace(/[^0-9a-z]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return letters.length === CODE_LENGTH && [...letters].every((letter) => CODE_LETTERS.includes(letter)) ? letters : null
}

/** The typed word against the one at this place of the list, counted from 1. */
export const isTypedBack = (words: readonly string[], position: number, typed: string): boolean => words[position - 1] === typed.trim().toLowerCase()

/** Typed from paper: capitals, hyphens and double spaces do not matter. */
export const isSamePhrase = (phrase: string, typed: string): boolean => typed.trim().toLowerCase().split(/[\s-]+/).join(' ') === phrase
