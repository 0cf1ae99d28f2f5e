import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import webpush from 'web-push'

export interface PushAddress { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
export type Delivery = 'delivered' | 'gone' | 'failed'

const LIFE_SECONDS = 24 * 3600
const TIMEOUT_MS = 10_000

interface Keys { readonly publicKey: string; readonly privateKey: string }
const known = new Map<string, Keys>()

/** The key pair by which push services know this deployment, made at first use. */
export function pushKeys(dataFolder: string): Keys {
  const path = join(dataFolder, 'push-keys.json')
  let keys = known.get(path)
  if (!keys) {
    if (!existsSync(path)) {
      writeFileSync(`${path}.new`, JSON.stringify(webpush.generateVAPIDKeys()), { mode: 0o600, flush: true })
      renameSync(`${path}.new`, path)
    }
    keys = JSON.parse(readFileSync(path, 'utf8')) as Keys
    known.set(path, keys)
  }
  return keys
}

/** Sends a text that only the browser can open. 'gone' means that the browser has withdrawn this address for good. */
export async function push(to: PushAddress, text: string, { dataFolder, origin }: { dataFolder: string; origin: string }): Promise<Delivery> {
  const subject = origin.startsWith('https://') ? origin : 'mailto:operator@localhost.invalid'
  try {
    await webpush.sendNotification({ endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } }, text, {
      vapidDetails: { subject, ...pushKeys(dataFolder) }, TTL: LIFE_SECONDS, timeout: TIMEOUT_MS, urgency: 'high',
    })
    return 'delivered'
  } catch (failure) {
    const status = failure instanceof webpush.WebPushError ? failure.statusCode : 0
    return status === 404 || status === 410 ? 'gone' : 'failed'
  }
}
