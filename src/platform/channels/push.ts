import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import webpush from 'web-push'
import { within, type Delivery } from './within.ts'

export interface PushAddress { readonly endpoint: string; readonly p256dh: string; readonly auth: string }

const LIFE_SECONDS = 24 * 3600
const TIMEOUT_MS = 10_000
/** All notices are of one length, so that the push service cannot tell them apart. */
const LENGTH_BYTES = 512

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

/** Sends a text (JSON) that only the browser can open. */
export const push = (to: PushAddress, text: string, from: { dataFolder: string; origin: string }): Promise<Delivery> =>
  within(TIMEOUT_MS, send(to, text, from))

async function send({ endpoint, p256dh, auth }: PushAddress, text: string, { dataFolder, origin }: { dataFolder: string; origin: string }): Promise<Delivery> {
  const subject = origin.startsWith('https://') ? origin : 'mailto:operator@localhost.invalid'
  try {
    await webpush.sendNotification({ endpoint, keys: { p256dh, auth } }, padded(text), {
      vapidDetails: { subject, ...pushKeys(dataFolder) }, TTL: LIFE_SECONDS, timeout: TIMEOUT_MS, urgency: 'high',
    })
    return 'delivered'
  } catch (failure) {
    if (failure instanceof webpush.WebPushError) return [404, 410].includes(failure.statusCode) ? 'gone' : 'failed'
    // Keys to which nothing can be sealed will never take a notice.
    return failure instanceof Error && 'code' in failure && String(failure.code).startsWith('ERR_CRYPTO') ? 'gone' : 'failed'
  }
}

const padded = (text: string): string => text + ' '.repeat(Math.max(0, LENGTH_BYTES - Buffer.byteLength(text)))
