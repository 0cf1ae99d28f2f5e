import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Context } from 'oidc-provider'

/** A school's sign-on for tests: a real OpenID Connect provider on this machine. */
export interface IdentityProvider {
  readonly issuer: string
  /** What a server is told of it. */
  readonly env: Readonly<Record<'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_SCOPE', string>>
  /** Every query and form that reached it, for tests that look over its shoulder. */
  readonly heard: readonly { readonly path: string; readonly params: URLSearchParams }[]
  /** What stands for this person at our client: the pairwise subject. */
  subjectOf(person: string): string
  /** Walks through the sign-on from an address of ours as a browser of this person does; answers where it leads outside. 'decline' presses the other button. */
  signIn(address: string, person: string, outside: (url: URL) => boolean): Promise<URL>
  stop(): Promise<void>
}

interface Options {
  /** Affiliation in the token itself instead of the user information. */
  readonly inToken?: boolean
}

/** student1 ... student999 study here. The dean works here, and the alumna once studied. */
const STUDENT = /^student\d{1,3}$/
const OTHERS: Readonly<Record<string, readonly string[]>> = { dean: ['faculty', 'employee'], alumna: ['alum'] }
const affiliationOf = (person: string): readonly string[] | null => (STUDENT.test(person) ? ['member', 'student'] : OTHERS[person] ?? null)

const CLIENT_ID = 'proof-of-enrolment'
const CLAIM = 'eduperson_affiliation'

export async function startIdentityProvider({ inToken = false }: Options = {}): Promise<IdentityProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const secret = randomBytes(24).toString('base64url'), salt = randomBytes(16).toString('hex')
  const subjectOf = (person: string) => createHash('sha256').update(`${salt} ${CLIENT_ID} ${person}`).digest('base64url')
  const heard: { path: string; params: URLSearchParams }[] = []
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT_ID, client_secret: secret, redirect_uris: ['http://127.0.0.1/callback'], subject_type: 'pairwise' }],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (_: unknown, person: string) => subjectOf(person),
    pkce: { required: () => true },
    claims: { openid: ['sub'], affiliation: [CLAIM] },
    scopes: ['openid', 'affiliation'],
    conformIdTokenClaims: !inToken,
    findAccount: async (_: unknown, person: string) => ({ accountId: person, claims: async () => ({ sub: person, [CLAIM]: affiliationOf(person) }) }),
    loadExistingGrant: grantWithoutAsking,
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/sign-in/${uid}` },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: [salt] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  })
  // Servers under test listen at whatever port is free.
  provider.Client.prototype.redirectUriAllowed = (uri) => /^http:\/\/127\.0\.0\.1:\d+\/callback$/.test(uri)
  const protocol = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url!, issuer)
    heard.push({ path: url.pathname, params: url.searchParams })
    if (url.pathname.startsWith('/sign-in/')) void signInPage(provider, request, response, url)
    else protocol(request, response)
  })
  return {
    issuer, heard, subjectOf,
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: secret, OIDC_SCOPE: 'openid affiliation' },
    signIn: (address, person, outside) => walk(address, person, { issuer, outside }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** A school's own applications ask nobody for consent. */
async function grantWithoutAsking({ oidc: { provider, session, client } }: Context) {
  const grant = new provider.Grant({ accountId: session?.accountId, clientId: client?.clientId })
  grant.addOIDCScope('openid affiliation')
  await grant.save()
  return grant
}

/** The school's page: a name to type, and two buttons. No password: nothing here is about passwords. */
async function signInPage(provider: Provider, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const person = url.searchParams.get('person')
  if (url.searchParams.has('decline')) return await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'declined by the person' })
  if (person && affiliationOf(person)) return await provider.interactionFinished(request, response, { login: { accountId: person } })
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(`<!doctype html><html lang="en"><title>School sign-on</title><h1>School sign-on</h1>
<form><label>Name <input name="person" autocomplete="off"></label> <button>Sign in</button> <button name="decline" value="yes">Decline</button></form></html>`)
}

const MOST_STEPS = 12

async function walk(address: string, person: string, { issuer, outside }: { issuer: string; outside: (url: URL) => boolean }): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(address)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (outside(url)) return url
    const here = url.origin === issuer
    const answer = await fetch(url, { redirect: 'manual', headers: here && cookies.size ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {} })
    if (here) for (const cookie of answer.headers.getSetCookie()) cookies.set(...(/^([^=]+)=([^;]*)/.exec(cookie)!.slice(1, 3) as [string, string]))
    const next = answer.headers.get('location')
    if (next) url = new URL(next, url)
    else if (here && url.pathname.startsWith('/sign-in/')) url = new URL(`${url.pathname}?${person === 'decline' ? 'decline=yes' : `person=${person}`}`, url)
    else throw new Error(`the sign-on ended at ${url.origin}${url.pathname} with ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
  }
  throw new Error('the sign-on went in circles')
}
