import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Outgoing } from '../platform/services.ts'
import { readSnapshotsAnswer, type SnapshotsAnswer } from './snapshots.ts'
import { type IssuerConfiguration, readIssuerConfiguration } from './issuer-configuration.ts'

/** What the environment says, read once. Every other file is handed what it needs. */
export interface Configuration {
  readonly dataFolder: string
  /** A second place for the key store, on another disk; null where there is none. */
  readonly keysMirror: string | null
  readonly port: number
  /** An external PostgreSQL (its owner), or null for the embedded one. */
  readonly databaseUrl: string | null
  readonly origin: string
  /** Where the socket listens: loopback unless the origin is https. */
  readonly host: string
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Why the server is reachable from this machine alone, or null where it is not. */
  readonly loopbackBecause: string | null
  readonly outgoing: Outgoing
  readonly issuer: IssuerConfiguration
  /** What the operator found out about snapshots of the key store's disk; null where they were not asked, or did not answer. */
  readonly snapshots: SnapshotsAnswer | null
}

/** A setting of the environment that cannot be used: its sentence says what to change. */
export class Misconfigured extends Error {}

export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const port = portOf(env.PORT)
  const tls = tlsOf(env.TLS_CERT, env.TLS_KEY)
  const origin = env.PEERSIDE_ORIGIN ? originOf('PEERSIDE_ORIGIN', env.PEERSIDE_ORIGIN) : `http://localhost:${port}`
  const open = origin.startsWith('https://')
  if (tls && !open) throw new Misconfigured('TLS_CERT and TLS_KEY are set, so set PEERSIDE_ORIGIN to the https:// address that students will open.')
  const dataFolder = resolve(env.PEERSIDE_DATA || defaultDataFolder())
  return {
    dataFolder,
    snapshots: snapshotsOf(env.PEERSIDE_SNAPSHOTS),
    keysMirror: env.PEERSIDE_KEYS_MIRROR ? resolve(env.PEERSIDE_KEYS_MIRROR) : null,
    port, origin, tls,
    databaseUrl: env.DATABASE_URL || null,
    host: open ? '0.0.0.0' : '127.0.0.1',
    loopbackBecause: open ? null
      : 'Reachable from this machine only: keys and passkeys need https, so set PEERSIDE_ORIGIN=https://... (behind a proxy, or with TLS_CERT and TLS_KEY) to open it to other devices.',
    outgoing: {
      smtpUrl: env.SMTP_URL || null,
      mailFrom: env.MAIL_FROM || null,
      pushHosts: (env.PEERSIDE_PUSH_HOSTS || '').split(',').map((host) => host.trim()).filter(Boolean),
    },
    issuer: readIssuerConfiguration(env, { port, dataFolder, tls, originOf, wrong: (sentence) => new Misconfigured(sentence) }),
  }
}

function snapshotsOf(text: string | undefined): SnapshotsAnswer | null {
  if (!text) return null
  const answer = readSnapshotsAnswer(text)
  if (!answer) throw new Misconfigured(`PEERSIDE_SNAPSHOTS is "none 2026-11-01" where the disk of the key store is never copied, else how long each copy is kept, such as "14 days 2026-11-01", each with the day on which you found out; not "${text}".`)
  return answer
}

function portOf(text: string | undefined): number {
  const port = Number(text || 4100)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Misconfigured(`PORT must be a whole number from 0 to 65535, not "${text}".`)
  return port
}

function originOf(name: string, text: string): string {
  const url = URL.parse(text)
  const local = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) throw new Misconfigured(`${name} must be an https:// address such as https://commons.example.org, not "${text}".`)
  if (url.pathname !== '/' || url.search || url.hash) throw new Misconfigured(`${name} is the address alone, without a path.`)
  return url.origin
}

function tlsOf(cert: string | undefined, key: string | undefined): Configuration['tls'] {
  if (!cert && !key) return null
  if (!cert || !key) throw new Misconfigured('TLS_CERT and TLS_KEY go together: set both, or neither.')
  const missing = [cert, key].find((path) => !existsSync(path))
  if (missing) throw new Misconfigured(`There is no file ${missing}: TLS_CERT and TLS_KEY name the certificate and its key.`)
  return { cert, key }
}

// PostgreSQL never runs as root, and the account it drops to must be able to reach its folder.
const defaultDataFolder = (): string =>
  process.getuid?.() === 0 ? '/var/lib/peerside' : join(import.meta.dirname, '../../data')
