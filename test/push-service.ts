import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from './certificate.ts'

export interface Received { readonly path: string; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: Buffer }
/** What the service says to one address: a status, or nothing at all. */
export type PushAnswer = number | 'silence'

export interface PushService {
  readonly host: string
  /** The authority that whoever sends here must trust. */
  readonly cert: string
  readonly received: Received[]
  /** From now on; 201 where nothing was said. */
  answer(subscription: Subscription, answer: PushAnswer): void
  subscribe(): Subscription
  /** Ends every conversation, also the silent ones. */
  hangUp(): void
  stop(): Promise<void>
}

/** A browser's address at the service, with the keys that only the browser has. */
export interface Subscription {
  readonly reach: { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
  readonly path: string
  open(body: Buffer): string
}

/** A push service on this machine, over TLS like the real ones. */
export async function startPushService(): Promise<PushService> {
  const identity = selfSigned()
  const received: Received[] = [], answers = new Map<string, PushAnswer>()
  const server = createServer(identity, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const path = request.url ?? ''
      received.push({ path, headers: request.headers, body: Buffer.concat(chunks) })
      const answer = answers.get(path) ?? 201
      if (answer !== 'silence') response.writeHead(answer).end()
    })
  })
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  const host = `localhost:${(server.address() as AddressInfo).port}`
  return {
    host, cert: identity.cert, received,
    answer: ({ path }, answer) => { answers.set(path, answer) },
    subscribe: () => subscriptionAt(host),
    hangUp: () => server.closeAllConnections(),
    stop: () => new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
}

function subscriptionAt(host: string): Subscription {
  const keys = createECDH('prime256v1'), auth = randomBytes(16), path = `/push/${randomBytes(12).toString('base64url')}`
  keys.generateKeys()
  return {
    path,
    reach: { endpoint: `https://${host}${path}`, p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
    open: (body) => {
      // RFC 8188: salt, record size, length of the sender's key, that key, one record.
      const salt = body.subarray(0, 16), sender = body.subarray(21, 21 + body[20]!), sealed = body.subarray(21 + body[20]!)
      const derive = (secret: Uint8Array, salted: Uint8Array, info: Uint8Array, length: number) => Buffer.from(hkdfSync('sha256', secret, salted, info, length))
      const seed = derive(keys.computeSecret(sender), auth, Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]), 32)
      const key = derive(seed, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16), nonce = derive(seed, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
      const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      return padded.subarray(0, padded.lastIndexOf(2)).toString()
    },
  }
}

/** Who sent it (RFC 8292): the claims, where the signature is that of the key it names. */
export function vapidOf({ headers }: Received): { key: string; claims: { aud: string; exp: number; sub: string } } | null {
  const [, token, key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(String(headers.authorization)) ?? []
  if (!token || !key) return null
  const [head, claims, signature] = token.split('.') as [string, string, string]
  const point = Buffer.from(key, 'base64url')
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } })
  const right = verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  return right ? { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number; sub: string } } : null
}
