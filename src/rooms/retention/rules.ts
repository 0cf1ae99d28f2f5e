import type { HoldingKind } from '../../platform/holdings.ts'

/** In which order, and under which heading, what is held is shown. Every kind has its place, or this does not compile. */
const PLACES: Readonly<Record<HoldingKind, HeldGroup>> = {
  account: 'account', 'closed-account': 'account', arrival: 'account', 'way-back': 'account', session: 'account', vault: 'account', invitation: 'account', certificate: 'account',
  'code-generation': 'account',
  booking: 'meetings', 'booking-state': 'meetings', 'waiting-request': 'meetings', 'missed-mark': 'meetings',
  request: 'conversations', 'request-offer': 'conversations', conversation: 'conversations', message: 'conversations', 'message-key': 'conversations', 'read-mark': 'conversations',
  block: 'conversations', 'hand-over': 'conversations',
  report: 'safety', 'report-read': 'safety', suspension: 'safety', 'supporter-suspension': 'safety', appeal: 'safety', 'emergency-contact': 'safety', 'emergency-opening': 'safety',
  'emergency-on-call': 'safety',
  device: 'notices', 'notice-channel': 'notices', 'alert-test': 'notices', 'waiting-notice': 'notices',
  person: 'work', role: 'work', 'assessor-answer': 'work', 'emergency-hours': 'work', departure: 'work', profile: 'work', 'lived-experience': 'work', pause: 'work', agreement: 'work',
  hours: 'work', 'own-link': 'work', 'duty-booking': 'work', 'drop-in-arrival': 'work', load: 'work', 'roster-entry': 'work', 'roster-history': 'work', 'program-key': 'work', 'recorded-by-you': 'work', audit: 'work',
}

export const HELD_GROUPS = ['account', 'meetings', 'conversations', 'safety', 'notices', 'work'] as const
export type HeldGroup = (typeof HELD_GROUPS)[number]

export const groupOf = (kind: HoldingKind): HeldGroup => PLACES[kind]

/** Pages of students and of staff lead to different places. */
export type Side = 'student' | 'staff'

/** Where its owner can remove it before its day; null where nobody but time or the program does. */
export function removedAt(kind: HoldingKind, side: Side): string | null {
  const places: Partial<Record<HoldingKind, string>> = side === 'student'
    ? { 'way-back': '/keys', session: '/keys', booking: '/mine', 'waiting-request': '/mine', conversation: '/talk', request: '/write/waiting' }
    : { 'way-back': '/staff/keys', session: '/staff/keys', 'notice-channel': '/staff/notices', 'lived-experience': '/staff/profile', profile: '/staff/profile', hours: '/staff/hours', 'own-link': '/staff/hours', pause: '/staff/profile' }
  return places[kind] ?? null
}

export const isDay = (goesOn: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(goesOn)
