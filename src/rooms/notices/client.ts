import { doorsOf } from '../../ui/api.ts'
import type { contract } from './contract.ts'

const ask = doorsOf<typeof contract>()

export const myChannels = () => ask('GET /notices/channels')
export const chooseMail = (address: string) => ask('POST /notices/channels/mail', { body: { address } })
export const openCalendar = () => ask('POST /notices/channels/calendar')
export const sendTestAlert = () => ask('POST /notices/test')
export const confirmTestAlert = (digits: string) => ask('POST /notices/test/confirmation', { body: { digits } })
export const supportersReach = () => ask('GET /notices/reach')

export type PushProblem = 'impossible' | 'refused'

/** Asks the browser for leave and for an address of its push service, and hands that address to the server. */
export async function subscribeToPush(pushKey: string): Promise<PushProblem | Awaited<ReturnType<typeof sendAddress>>> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return 'impossible'
  if ((await Notification.requestPermission()) !== 'granted') return 'refused'
  const worker = await navigator.serviceWorker.ready
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey }).catch(() => null)
  return subscription ? await sendAddress(subscription) : 'impossible'
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

function sendAddress(subscription: PushSubscription) {
  const { endpoint, keys } = subscription.toJSON()
  return ask('POST /notices/channels/push', { body: { endpoint: endpoint ?? '', p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } })
}
