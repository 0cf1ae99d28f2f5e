import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import * as oidc from 'openid-client'
import type { Instant } from '../platform/clock.ts'
import { canon } from '../sealed/canon.ts'
import { isAccepted } from './rules/affiliation.ts'

/** How the school's sign-on (OpenID Connect) is reached, and which of its people may take a token. */
export interface SchoolSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly claim: string
  readonly accepted: readonly string[]
}

/** Whose errand a sign-in is. It travels sealed in `state`: between the two halves of a sign-in nothing is kept here. */
interface Errand {
  readonly program: string
  readonly h: string
  readonly verifier: string
  readonly nonce: string
  readonly until: Instant
}

export type SignInWord = 'not-a-student' | 'declined' | 'school-unreachable'
export type Arrival = { readonly program: string; readonly h: string } & ({ readonly subject: Uint8Array } | { readonly refused: SignInWord })

const VALID_MS = 20 * 60_000
const TIMEOUT_S = 10

/** Signs students in through the school: authorization code with PKCE and nonce. It remembers nobody. */
export class School {
  readonly settings: SchoolSettings
  readonly #redirectUri: () => string
  readonly #onDefect: (place: string, failure: unknown) => void
  readonly #key = randomBytes(32)
  #client: Promise<oidc.Configuration> | null = null

  constructor(settings: SchoolSettings, redirectUri: () => string, onDefect: (place: string, failure: unknown) => void) {
    this.settings = settings
    this.#redirectUri = redirectUri
    this.#onDefect = onDefect
  }

  /** What the school's own server says of itself; asked once, and again after a failure. */
  discover(): Promise<oidc.Configuration> {
    this.#client ??= discover(this.settings).catch((failure: unknown) => {
      this.#client = null
      throw failure
    })
    return this.#client
  }

  /** Where to send the browser, or null while the school does not answer. */
  async signInAddress({ program, h, now }: { program: string; h: string; now: Instant }): Promise<string | null> {
    try {
      const client = await this.discover()
      const verifier = oidc.randomPKCECodeVerifier(), nonce = oidc.randomNonce()
      return oidc.buildAuthorizationUrl(client, {
        redirect_uri: this.#redirectUri(), scope: this.settings.scope, nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
        state: this.#seal({ program, h, verifier, nonce, until: now + VALID_MS }),
      }).href
    } catch (failure) {
      this.#onDefect('sign-on', failure)
      return null
    }
  }

  /** Who came back, or why not. Null where the errand is not ours or too old. */
  async arrival(query: URLSearchParams, now: Instant): Promise<Arrival | null> {
    const state = query.get('state') ?? '', errand = this.#open(state)
    if (!errand || errand.until <= now) return null
    const { program, h, verifier, nonce } = errand
    try {
      const client = await this.discover()
      const address = new URL(this.#redirectUri())
      address.search = query.toString()
      const tokens = await oidc.authorizationCodeGrant(client, address, { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state, idTokenExpected: true })
      const { sub, iss, ...claims } = tokens.claims()!
      const affiliation = claims[this.settings.claim] ?? (await this.#userInfo(client, tokens.access_token, sub))[this.settings.claim]
      if (!isAccepted(affiliation, this.settings.accepted)) return { program, h, refused: 'not-a-student' }
      return { program, h, subject: canon('school', iss, sub) }
    } catch (failure) {
      if (failure instanceof oidc.AuthorizationResponseError && failure.error === 'access_denied') return { program, h, refused: 'declined' }
      this.#onDefect('sign-on', failure)
      return { program, h, refused: 'school-unreachable' }
    }
  }

  async #userInfo(client: oidc.Configuration, accessToken: string, sub: string): Promise<Record<string, unknown>> {
    return client.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(client, accessToken, sub) : {}
  }

  #seal(errand: Errand): string {
    const iv = randomBytes(12), cipher = createCipheriv('aes-256-gcm', this.#key, iv)
    return Buffer.concat([iv, cipher.update(JSON.stringify(errand)), cipher.final(), cipher.getAuthTag()]).toString('base64url')
  }

  #open(state: string): Errand | null {
    const box = Buffer.from(state, 'base64url')
    if (box.length < 29) return null
    try {
      const cipher = createDecipheriv('aes-256-gcm', this.#key, box.subarray(0, 12), { authTagLength: 16 })
      cipher.setAuthTag(box.subarray(-16))
      return JSON.parse(Buffer.concat([cipher.update(box.subarray(12, -16)), cipher.final()]).toString()) as Errand
    } catch {
      return null
    }
  }
}

async function discover({ issuer, clientId, clientSecret }: SchoolSettings): Promise<oidc.Configuration> {
  const server = new URL(issuer)
  // Without TLS on this machine alone: for trying it out.
  const execute = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  return await oidc.discovery(server, clientId, clientSecret, secretAs(clientSecret), { execute, timeout: TIMEOUT_S })
}

/** The standard's default is the header; the form where the school offers that alone. */
function secretAs(clientSecret: string): oidc.ClientAuth {
  const inHeader = oidc.ClientSecretBasic(clientSecret), inForm = oidc.ClientSecretPost(clientSecret)
  return (school, ...rest) => {
    const offered = school.token_endpoint_auth_methods_supported
    const auth = !offered || offered.includes('client_secret_basic') ? inHeader : inForm
    auth(school, ...rest)
  }
}
