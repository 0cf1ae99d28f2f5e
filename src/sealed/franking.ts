import { type Bytes, fromBase64url } from './bytes.ts'
import { canon } from './canon.ts'

/** What a message says: `k` names its kind, the rest is flat, so that every field has one spelling. */
export interface MessageContent {
  readonly k: string
  readonly [field: string]: string | number | boolean | null
}

/** Where a commitment holds: this one message. */
export interface FrankPlace {
  readonly conv: string
  readonly epoch: number
  readonly seq: number
  readonly msgId: string
}

export const KF_BYTES = 32

/**
 * What a supporter's message is held to: HMAC-SHA256(kf, canon('ps1/frank', conv, epoch, seq, msgId, every field but kf)). The
 * server sees it and learns nothing; whoever is later shown kf and the fields can check that these words stood behind it.
 */
export const frank = async (place: FrankPlace, kf: Bytes, content: MessageContent): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign('HMAC', await committer(kf), franked(place, content)))

/** Whether the content, with the kf inside it, opens this commitment, here and nowhere else. */
export async function checkFrank(place: FrankPlace, com: Bytes, content: MessageContent): Promise<boolean> {
  const kf = kfOf(content)
  return kf !== null && crypto.subtle.verify('HMAC', await committer(kf), com, franked(place, content))
}

const committer = (kf: Bytes) => crypto.subtle.importKey('raw', kf, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])

const franked = ({ conv, epoch, seq, msgId }: FrankPlace, content: MessageContent): Bytes => canon('ps1/frank', conv, epoch, seq, msgId, ...fieldsOf(content))

/** Name and JSON spelling of each field, by name: the order in which they were written does not matter. */
const fieldsOf = (content: MessageContent): string[] =>
  Object.keys(content).filter((name) => name !== 'kf').toSorted().flatMap((name) => [name, JSON.stringify(content[name])])

/** HMAC pads short keys with zeros and hashes long ones: two keys could open one commitment, so only 32 bytes are a key. */
function kfOf({ kf }: MessageContent): Bytes | null {
  if (typeof kf !== 'string') return null
  try {
    const bytes = fromBase64url(kf)
    return bytes.length === KF_BYTES ? bytes : null
  } catch {
    return null
  }
}
