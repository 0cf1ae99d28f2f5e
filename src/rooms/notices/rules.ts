/** The channels by which a member of staff can be told that there is something new; none of them carries content. */
export const CHANNEL_KINDS = ['push', 'mail', 'calendar'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** The push services of the browsers in use; no other host is ever written to. */
const PUSH_HOSTS = ['fcm.googleapis.com', 'updates.push.services.mozilla.com', 'push.apple.com', 'notify.windows.com']

/** A push address comes from a browser, so it must lead to a push service and nowhere else. `more` adds hosts the operator named. */
export function mayPushTo(endpoint: string, more: readonly string[] = []): boolean {
  const url = URL.parse(endpoint)
  if (!url || url.protocol !== 'https:' || url.username || url.password) return false
  return [...PUSH_HOSTS, ...more].some((host) => url.host === host || url.hostname === host || url.hostname.endsWith(`.${host}`))
}

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 30 * 60_000
/** With these waits a notice is tried for a day. */
export const MOST_TRIES = 56

/** How long to wait before the next try, doubling each time; null when it is not worth trying any more. */
export function waitBeforeTry(tries: number): number | null {
  if (tries >= MOST_TRIES) return null
  return tries === 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS)
}

/** After a student was told that there is something new, nothing more is said for so long. */
export const QUIET_MS = 15 * 60_000
export const MOST_DEVICES = 5

/** Whoever passes a push on learns that one came, for which device and when: the privacy page names them. */
export const pushServices = (more: readonly string[] = []): readonly string[] => [...PUSH_HOSTS, ...more]

/** Only push and mail reach a person without the page open; a calendar is looked at when it is looked at. */
export const alertsAPerson = (kind: ChannelKind): boolean => kind !== 'calendar'

/** What the coordinator sees about each supporter: whether, never how. */
export type Reach = 'confirmed' | 'unconfirmed' | 'calendar-only' | 'none'

export function reachOf(channels: { readonly alerted: boolean; readonly calendar: boolean; readonly confirmed: boolean } | null): Reach {
  if (!channels) return 'none'
  if (channels.alerted) return channels.confirmed ? 'confirmed' : 'unconfirmed'
  return channels.calendar ? 'calendar-only' : 'none'
}
