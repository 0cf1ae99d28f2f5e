import { join, resolve } from 'node:path'
import type { SchoolSettings } from '../issuer/school.ts'

/** What the environment says about the issuer, whichever services this process runs. */
export interface IssuerConfiguration {
  /** Where browsers reach it. Null: on this machine, at the port where it listens; or, where the app is open to others, nowhere. */
  readonly origin: string | null
  readonly port: number
  readonly host: string
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** `issuer/` of the data folder: pepper and private keys. */
  readonly folder: string
  /** Of an embedded PostgreSQL of its own, where there is neither one to share nor an address. */
  readonly postgresFolder: string
  readonly databaseUrl: string | null
  /** Where students' pages come from, when the app runs elsewhere. */
  readonly appOrigin: string | null
  /** The programs served, each with the fingerprint of the root that the operator confirmed, or null for the first one seen. */
  readonly programs: ReadonlyMap<string, string | null> | null
  readonly school: SchoolSettings | null
}

interface AppSide {
  readonly port: number
  readonly dataFolder: string
  readonly tls: IssuerConfiguration['tls']
  readonly originOf: (name: string, text: string) => string
  readonly wrong: (sentence: string) => Error
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/
const FINGERPRINT = /^[A-Za-z0-9_-]{43}$/

export function readIssuerConfiguration(env: NodeJS.ProcessEnv, { port, dataFolder, tls, originOf, wrong }: AppSide): IssuerConfiguration {
  const origin = env.PEERSIDE_ISSUER_ORIGIN ? originOf('PEERSIDE_ISSUER_ORIGIN', env.PEERSIDE_ISSUER_ORIGIN) : null
  const ownPort = Number(env.PEERSIDE_ISSUER_PORT || (port === 0 ? 0 : port + 1))
  if (!Number.isInteger(ownPort) || ownPort < 0 || ownPort > 65535) throw wrong('PEERSIDE_ISSUER_PORT must be a whole number from 0 to 65535; without it, the issuer takes the port after PORT.')
  const open = origin?.startsWith('https://') ?? false
  return {
    origin, port: ownPort, host: open ? '0.0.0.0' : '127.0.0.1', tls: open ? tls : null,
    folder: resolve(dataFolder, 'issuer'), postgresFolder: join(dataFolder, 'issuer-postgres'),
    databaseUrl: env.ISSUER_DATABASE_URL || null,
    appOrigin: env.PEERSIDE_APP_ORIGIN ? originOf('PEERSIDE_APP_ORIGIN', env.PEERSIDE_APP_ORIGIN) : null,
    programs: programsOf(env.PEERSIDE_ISSUER_PROGRAMS, wrong),
    school: schoolOf(env, wrong),
  }
}

/** `ridgeway, westfield=FINGERPRINT`. */
function programsOf(text: string | undefined, wrong: AppSide['wrong']): IssuerConfiguration['programs'] {
  if (!text?.trim()) return null
  return new Map(text.split(',').map((part) => part.trim()).filter(Boolean).map((part) => {
    const [slug = '', fingerprint] = part.split('=').map((piece) => piece.trim())
    if (!SLUG.test(slug) || (fingerprint !== undefined && !FINGERPRINT.test(fingerprint))) throw wrong(`PEERSIDE_ISSUER_PROGRAMS names programs as in their addresses, such as "ridgeway" or "ridgeway=FINGERPRINT" with the 43 letters that the program's page of keys shows, not "${part}".`)
    return [slug, fingerprint ?? null]
  }))
}

function schoolOf(env: NodeJS.ProcessEnv, wrong: AppSide['wrong']): SchoolSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer || !clientId || !clientSecret) throw wrong('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set all three, or none.')
  const url = URL.parse(issuer)
  const local = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) throw wrong(`OIDC_ISSUER must be the https:// address of the school's sign-on, not "${issuer}".`)
  const accepted = (env.OIDC_AFFILIATION_VALUES || 'student').split(',').map((value) => value.trim()).filter(Boolean)
  return { issuer, clientId, clientSecret, scope: env.OIDC_SCOPE || 'openid', claim: env.OIDC_AFFILIATION_CLAIM || 'eduperson_affiliation', accepted }
}
