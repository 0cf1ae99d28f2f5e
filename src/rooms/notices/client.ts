import { doorsOf } from '../../ui/api.ts'
import { loadDraft, removeDraft, saveDraft } from '../accounts/client.ts'
import type { contract } from './contract.ts'

const ask = doorsOf<typeof contract>()

export const myChannels = () => ask('GET /notices/channels')
export const chooseMail = (address: string) => ask('POST /notices/channels/mail', { body: { address } })
export const openCalendar = () => ask('POST /notices/channels/calendar')
export const sendTestAlert = () => ask('POST /notices/test')
export const confirmTestAlert = (digits: string) => ask('POST /notices/test/confirmation', { body: { digits } })
export const supportersReach = () => ask('GET /notices/reach')

export type PushProblem = 'impossible' | 'refused'

/**
 * Asks the browser for leave and for an address of its push service, and hands that address to the server. `mine` are this person's
 * addresses: one that is not among them was made for a student's account on this browser, and no row may ever hold both.
 */
export async function subscribeToPush(pushKey: string, mine: readonly (string | null)[]): Promise<PushProblem | Awaited<ReturnType<typeof sendAddress>>> {
  const before = await subscriptionHere()
  if (before && !mine.includes(before.endpoint)) await before.unsubscribe().catch(() => false)
  const subscription = await askBrowser(pushKey)
  return typeof subscription === 'string' ? subscription : await sendAddress(subscription)
}

async function askBrowser(pushKey: string): Promise<PushProblem | PushSubscription> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return 'impossible'
  if ((await Notification.requestPermission()) !== 'granted') return 'refused'
  const worker = await navigator.serviceWorker.ready
  return (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey }).catch(() => null)) ?? 'impossible'
}

/** What a student's device knows of its own notices: the id it drew, and the address, sealed with the account's drafts. */
interface NewsHere { readonly id: string; readonly endpoint: string }
const NEWS = 'news-device'
const newsHere = async (): Promise<NewsHere | null> => (await loadDraft(NEWS).catch(() => null)) as NewsHere | null

/** Whether this device is told that there is something new for the student whose account is open. */
export async function isNewsOn(): Promise<boolean> {
  const [here, subscription] = [await newsHere(), await subscriptionHere()]
  return here !== null && here.endpoint === subscription?.endpoint
}

/** `device-of-staff`: this browser is told of somebody's duty already, and the two must never share an address. */
export async function turnNewsOn() {
  const [here, before] = [await newsHere(), await subscriptionHere()]
  if (before && before.endpoint !== here?.endpoint) return 'device-of-staff' as const
  const known = await ask('GET /news/devices')
  if ('refused' in known) return known
  const subscription = await askBrowser(known.pushKey)
  if (typeof subscription === 'string') return subscription
  const id = here?.id ?? crypto.randomUUID()
  const answer = await ask('PUT /news/devices/:device', { params: { device: id }, body: addressIn(subscription) })
  if (!('refused' in answer)) await saveDraft(NEWS, { id, endpoint: subscription.endpoint })
  return answer
}

export async function turnNewsOff() {
  const [here, subscription] = [await newsHere(), await subscriptionHere()]
  if (!here) return { removed: true as const }
  const answer = await ask('DELETE /news/devices/:device', { params: { device: here.id } })
  if ('refused' in answer) return answer
  await removeDraft(NEWS).catch(() => {})
  if (subscription?.endpoint === here.endpoint) await subscription.unsubscribe().catch(() => false)
  return answer
}

/** Also those that are not at hand: each row goes, and with it the key to its address. */
export async function turnNewsOffEverywhere() {
  const here = await turnNewsOff()
  if ('refused' in here) return here
  const known = await ask('GET /news/devices')
  if ('refused' in known) return known
  for (const device of known.devices) {
    const answer = await ask('DELETE /news/devices/:device', { params: { device } })
    if ('refused' in answer) return answer
  }
  return { removed: true as const }
}

/** The push service's address of this device, where notices are on. */
export async function addressHere(): Promise<string | null> {
  return (await subscriptionHere())?.endpoint ?? null
}

/** Turned off on the server, a device need not be known to the push service either. */
export async function removeChannel(channel: string, address: string | null) {
  const subscription = await subscriptionHere()
  const removed = await ask('DELETE /notices/channels/:channel', { params: { channel } })
  if (subscription?.endpoint === address && !('refused' in removed)) await subscription.unsubscribe().catch(() => false)
  return removed
}

async function subscriptionHere(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return null
  const worker = await navigator.serviceWorker.getRegistration()
  return (await worker?.pushManager.getSubscription().catch(() => null)) ?? null
}

const sendAddress = (subscription: PushSubscription) => ask('POST /notices/channels/push', { body: addressIn(subscription) })

function addressIn(subscription: PushSubscription) {
  const { endpoint, keys } = subscription.toJSON()
  return { endpoint: endpoint ?? '', p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' }
}
