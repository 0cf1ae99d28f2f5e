import { beforeAll, describe, expect, test } from 'vitest'
import { APP_ORIGIN, signedProgram, testIssuer } from '../../../test/issuer.ts'
import { issuerService } from '../../issuer/routes.ts'
import { verifyIssuer } from './issuer.ts'

const ORIGIN = 'https://proof.example'
/** What a dishonest or a careless host does to an answer of the issuer; null lets it be. */
type Tamper = (path: string, answer: Response) => Promise<Response | null> | Response | null

let service: ReturnType<typeof issuerService>, slug: string
beforeAll(async () => {
  const made = await testIssuer()
  service = issuerService(made.issuer.parts)
  slug = (await signedProgram(made)).slug
})

const verified = (tamper: Tamper, appOrigin = APP_ORIGIN) => verifyIssuer({
  origin: ORIGIN, appOrigin, slug,
  ask: async (path) => {
    const honest = await service.request(new URL(path, ORIGIN))
    const answer = (await tamper(path.split('?')[0]!, honest.clone())) ?? honest
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString('utf8') }
  },
})
const retold = async (answer: Response, change: (text: string) => string): Promise<Response> => {
  const text = await answer.text()
  expect(change(text)).not.toBe(text)
  return new Response(change(text), { status: answer.status, headers: answer.headers })
}
const withHeader = (answer: Response, name: string, change: (value: string) => string): Response => {
  const headers = new Headers(answer.headers)
  headers.set(name, change(headers.get(name) ?? ''))
  return new Response(answer.body, { status: answer.status, headers })
}
const named = ({ differences }: Awaited<ReturnType<typeof verified>>) => [...new Set(differences.map(({ file }) => file.replace(ORIGIN, '')))]

test('our own issuer is what this source makes', async () => {
  const { checked, differences } = await verified(() => null)
  expect(differences).toEqual([])
  expect(checked).toBeGreaterThan(12)
})

describe('one changed thing is found, and its address named', () => {
  test('a script in its page', async () => {
    expect(named(await verified((path, answer) => (path === '/' ? retold(answer, (text) => text.replace('</head>', '<script src="/app.js"></script></head>')) : null)))).toEqual(['/'])
  })

  test('a script file where there is none', async () => {
    expect(named(await verified((path) => (path === '/assets/app.js' ? new Response('alert(1)', { headers: { 'content-type': 'text/javascript' } }) : null)))).toEqual(['/assets/app.js'])
  })

  test.each([
    ['scripts of its own', (policy: string) => `${policy}; script-src 'self'`],
    ['anything', (policy: string) => policy.replace("default-src 'none'", "default-src 'self'")],
    ['a frame around it', (policy: string) => policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")],
    ['a form', (policy: string) => policy.replace("form-action 'none'", "form-action 'self'")],
  ])('a policy that allows %s', async (_, loosen) => {
    expect(named(await verified((path, answer) => (path === `/${slug}` ? withHeader(answer, 'content-security-policy', loosen) : null)))).toEqual([`/${slug}`])
  })

  test('a page after the school’s own that is not ours', async () => {
    expect(named(await verified((path, answer) => (path === '/callback' ? retold(answer, (text) => text.replace('<p>', '<p onclick="x()">')) : null)))).toEqual(['/callback'])
  })

  test('a cookie, and a way to send what is seen elsewhere', async () => {
    const { differences } = await verified((path, answer) => (path === '/' ? withHeader(withHeader(answer, 'set-cookie', () => 'seen=1'), 'report-to', () => 'x') : null))
    expect(differences.map(({ what }) => what)).toEqual(expect.arrayContaining(['it carries a header of its own: set-cookie', 'it carries a header of its own: report-to']))
  })

  test('an answer that a browser could take for a page', async () => {
    const answers = await verified((path, answer) => (path.endsWith('/keys') ? withHeader(answer, 'content-type', () => 'text/html') : null))
    expect(named(answers)).toEqual([`/${slug}/keys?term=none`])
  })

  test('a link that leads to another site', async () => {
    expect(named(await verified(() => null, 'https://other.example'))).toContain('/')
  })

  test('an issuer that is not there', async () => {
    const { differences } = await verifyIssuer({ origin: ORIGIN, appOrigin: APP_ORIGIN, slug, ask: () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })) })
    expect(differences).toEqual([{ file: ORIGIN, what: 'the issuer does not answer: ECONNREFUSED' }])
  })
})
