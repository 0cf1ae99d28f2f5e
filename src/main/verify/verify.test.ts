import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { selfSigned } from '../../../test/certificate.ts'
import { freshDatabase } from '../../../test/database.ts'
import { openProgram } from '../../../test/open-program.ts'
import { testServices } from '../../../test/services.ts'
import { Assets } from '../assets.ts'
import { buildClient } from '../build-client.ts'
import { manifestOf } from '../build-manifest.ts'
import { readConfiguration } from '../configuration.ts'
import type { House } from '../house.ts'
import { clientFiles } from '../pages-html/client-files.ts'
import { pages } from '../pages.ts'
import { programDirectory } from '../program-directory.ts'
import { type Ask, asking } from './asking.ts'
import { verifySite } from './site.ts'

const ROOT = join(import.meta.dirname, '../../..')
/** Two processes of their own, on a machine that may be busy. */
const PATIENCE_MS = 240_000
const BUILT = join(ROOT, 'dist/client')

/** What a dishonest or a careless host does to an answer of ours; null lets it be. */
type Tamper = (path: string, answer: Response) => Promise<Response | null> | Response | null

let honest: Hono
const servers: Server[] = []

beforeAll(async () => {
  await buildClient(() => {})
  const database = await freshDatabase()
  await openProgram(database)
  const services = await testServices()
  const house: House = { pool: database.pool, services, configuration: readConfiguration({ PEERSIDE_DATA: services.dataFolder }), postgres: null, issuerOrigin: 'https://id.example.org', issuerIsHere: false, listensOn: () => {}, close: async () => {} }
  honest = pages(house, new Assets(BUILT), programDirectory(house))
})
afterAll(() => servers.forEach((server) => server.close()))

async function siteThat(tamper: Tamper, secure?: { key: string; cert: string }): Promise<string> {
  const fetchAs = async (request: Request) => {
    const answer = await honest.fetch(request)
    return await tamper(new URL(request.url).pathname, answer.clone()) ?? answer
  }
  const server = serve({ fetch: fetchAs, port: 0, hostname: '127.0.0.1', ...(secure ? { createServer: createTlsServer, serverOptions: secure } : {}) } as Parameters<typeof serve>[0]) as Server
  servers.push(server)
  if (!server.listening) await once(server, 'listening')
  return `${secure ? 'https' : 'http'}://localhost:${(server.address() as { port: number }).port}`
}

const compared = (ask: Ask) => verifySite({ ask, manifest: manifestOf(BUILT), files: clientFiles(new Assets(BUILT))! }, null)

/** The same look without the network between, and so without packing. */
const verified = (tamper: Tamper) => compared(async (path) => {
  const honestly = await honest.fetch(new Request(new URL(path, 'http://localhost')))
  const answer = await tamper(path.split('?')[0]!, honestly.clone()) ?? honestly
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString('utf8') }
})

async function retold(answer: Response, change: (text: string) => string): Promise<Response> {
  const text = await answer.text()
  expect(change(text)).not.toBe(text)
  return new Response(change(text), { status: answer.status, headers: answer.headers })
}

function withHeaders(answer: Response, change: (headers: Headers) => void): Response {
  const headers = new Headers(answer.headers)
  change(headers)
  return new Response(answer.body, { status: answer.status, headers })
}

const script = (): string => Object.keys(manifestOf(BUILT).files).find((file) => file.startsWith('/assets/home') || file.startsWith('/assets/app-'))!
const isShell = (path: string): boolean => path === '/ridgeway/'
const named = ({ differences }: Awaited<ReturnType<typeof verified>>) => [...new Set(differences.map(({ file }) => file.split('?')[0]))]

describe('a site that is looked at from outside', () => {
  test('is what this source builds to, as our own server serves it', async () => {
    const { checked, differences } = await compared(asking(await siteThat(() => null)))
    expect(differences).toEqual([])
    expect(checked).toBeGreaterThan(Object.keys(manifestOf(BUILT).files).length)
  })

  test('may hold a program of any name, also one with markup in it', async () => {
    const { differences } = await verified((path, answer) => (path.startsWith('/ridgeway/') && answer.headers.get('content-type')?.startsWith('text/html') ? retold(answer, (text) => text.replaceAll('Ridgeway Peer Support', 'A &lt;b&gt; &amp; &quot;c&quot;').replaceAll('data-icon="teal"', 'data-icon="plum"')) : null))
    // The file of the installed app and the icon were not renamed along with the pages: that is all that differs.
    expect(differences.filter(({ file }) => !/manifest\.webmanifest|icon\.svg/.test(file))).toEqual([])
  })
})

describe('one changed thing is found, and its file named', () => {
  test('a byte of a script', async () => {
    const result = await verified(async (path, answer) => {
      if (path !== script()) return null
      const bytes = new Uint8Array(await answer.arrayBuffer())
      bytes[bytes.length - 1]! ^= 1
      return new Response(bytes, { headers: answer.headers })
    })
    expect(result.differences).toEqual([{ file: script(), what: 'its bytes are not those of this build' }])
  })

  test('a file that is missing', async () => {
    const result = await verified((path) => (path === script() ? new Response('Not found', { status: 404 }) : null))
    expect(result.differences).toEqual([{ file: script(), what: 'it answers 404 instead of 200' }])
  })

  test('the service worker', async () => {
    const result = await verified((path, answer) => (path === '/ridgeway/worker.js' ? retold(answer, (text) => `${text}\n`) : null))
    expect(named(result)).toEqual(['/ridgeway/worker.js'])
  })

  test('a worker that may ask anybody', async () => {
    const worker = Object.keys(manifestOf(BUILT).files).find((file) => file.startsWith('/assets/worker-'))!
    const result = await verified((path, answer) => (path === worker ? withHeaders(answer, (headers) => headers.delete('content-security-policy')) : null))
    expect(result.differences).toEqual([{ file: worker, what: 'its header content-security-policy is missing' }])
  })

  test('an extra script in the shell', async () => {
    const result = await verified((path, answer) => (isShell(path) ? retold(answer, (text) => text.replace('</head>', '  <script src="/assets/more.js"></script>\n  </head>')) : null))
    expect(named(result)).toEqual(['/ridgeway/'])
    expect(result.differences[0]!.what).toContain('more.js')
  })

  test('a script hidden in the name of the program', async () => {
    const result = await verified((path, answer) => (isShell(path) ? retold(answer, (text) => text.replace('data-name="', 'data-name="&lt;script src=/x.js&gt;&lt;/script&gt;').replace('<title>', '<title><script src=/x.js></script>')) : null))
    expect(named(result)).toContain('/ridgeway/')
  })

  test('a handler on a link of the help page', async () => {
    const result = await verified((path, answer) => (path === '/ridgeway/help' ? retold(answer, (text) => text.replace('<h1>', '<h1 onclick="x()">')) : null))
    expect(named(result)).toEqual(['/ridgeway/help'])
  })

  test('a link of the privacy page that runs a script', async () => {
    const result = await verified((path, answer) => (path === '/ridgeway/privacy' ? retold(answer, (text) => text.replace(/href="\/source[^"]*"/, 'href="javascript:x()"')) : null))
    expect(named(result)).toEqual(['/ridgeway/privacy'])
  })

  test.each([
    ['a host that may be told', (policy: string) => policy.replace("connect-src 'self'", "connect-src 'self' https://stats.example")],
    ['inline code', (policy: string) => policy.replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'unsafe-inline'")],
    ['another trusted policy', (policy: string) => policy.replace('trusted-types peerside', 'trusted-types peerside other')],
    ['a frame around the page', (policy: string) => policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")],
  ])('a policy that allows %s', async (_, loosen) => {
    const result = await verified((path, answer) => (path === '/ridgeway/' ? withHeaders(answer, (headers) => headers.set('content-security-policy', loosen(headers.get('content-security-policy')!))) : null))
    expect(named(result)).toEqual(['/ridgeway/'])
  })

  test('a page that names another issuer than the start', async () => {
    const result = await verified((path, answer) => (path === '/ridgeway/staff' ? retold(withHeaders(answer, (headers) => headers.set('content-security-policy', headers.get('content-security-policy')!.replace('id.example.org', 'id.example.net'))), (text) => text.replaceAll('id.example.org', 'id.example.net')) : null))
    expect(named(result)).toEqual(['/ridgeway/staff'])
  })

  test('a cookie, and a header by which a browser would report to somebody', async () => {
    const result = await verified((path, answer) => (path === '/ridgeway/help' ? withHeaders(answer, (headers) => {
      headers.append('set-cookie', 'seen=1')
      headers.set('nel', '{"report_to":"x"}')
    }) : null))
    expect(result.differences.map(({ what }) => what)).toEqual(expect.arrayContaining(['it carries a header of its own: set-cookie', 'it carries a header of its own: nel']))
  })

  test('a manifest that names another build', async () => {
    const result = await verified((path, answer) => (path === '/build.json' ? retold(answer, (text) => text.replace(/"build": "./, '"build": "x')) : null))
    expect(named(result)).toEqual(['/build.json'])
  })
})

describe('peerside verify', () => {
  const run = (args: string[], env: Record<string, string>): Promise<{ code: number; out: string }> => new Promise((resolve) => {
    execFile(process.execPath, ['--import', join(ROOT, 'test/loopback.ts'), join(ROOT, 'src/main/peerside.ts'), 'verify', ...args], { env: { ...process.env, ...env } }, (failure, stdout, stderr) =>
      resolve({ code: typeof failure?.code === 'number' ? failure.code : 0, out: stdout + stderr }))
  })

  test('speaks https, ends well for the same bytes and with 3 for others', async () => {
    const secure = selfSigned(), services = await testServices()
    const trusted = join(services.dataFolder, 'authority.pem')
    writeFileSync(trusted, secure.cert)
    const same = await run([await siteThat(() => null, secure), '--only', 'app', '--json'], { NODE_EXTRA_CA_CERTS: trusted })
    expect(same.code, same.out).toBe(0)
    expect(JSON.parse(same.out)).toMatchObject({ differences: [], issuer: 'https://id.example.org' })
    const other = await run([await siteThat((path) => (path === script() ? new Response('alert(1)') : null), secure), '--issuer', 'https://other.example.org'], { NODE_EXTRA_CA_CERTS: trusted })
    expect(other.code).toBe(3)
    expect(other.out).toContain(`${script()}: its bytes are not those of this build`)
    expect(other.out).toContain('https://id.example.org: the issuer does not answer')
    expect(other.out).toContain('it names the issuer https://id.example.org instead of https://other.example.org')
  }, PATIENCE_MS)

  test('says so when there is nobody', async () => {
    const { code, out } = await run(['http://127.0.0.1:9'], {})
    expect(code).toBe(1)
    expect(out).toContain('does not answer')
  }, PATIENCE_MS)
})
