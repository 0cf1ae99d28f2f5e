import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentityProvider, startIdentityProvider } from '../../test/identity-provider.ts'
import { aBlinded, APP_ORIGIN, newSecret, signedProgram, TERM, testIssuer, type SignedProgram, type TestIssuer } from '../../test/issuer.ts'

let school: IdentityProvider
let here: TestIssuer
let program: SignedProgram

beforeAll(async () => {
  school = await startIdentityProvider()
  here = await testIssuer(school.env)
  await here.issuer.start()
  program = await signedProgram(here)
}, 300_000)
afterAll(() => school?.stop())

const outside = (url: URL) => url.origin === APP_ORIGIN
const signIn = (person: string, h: string, from = here) => school.signIn(`${from.issuer.origin()}/${program.slug}/sign-in?h=${h}`, person, outside)

/** Signs in as the page does, and hands back what stands behind the #. */
async function proofOf(person: string) {
  const { t, h } = newSecret(), end = await signIn(person, h)
  return { ticket: new URLSearchParams(end.hash.slice(1)).get('ticket') ?? '', t, end }
}
const ask = (proof: { ticket: string; t: string }, blinded = aBlinded()) => here.ask('POST', `/${program.slug}/tokens`, { ticket: proof.ticket, t: proof.t, requests: [{ term: TERM, role: 'student', n: 0, blinded }] })

test('a student signs in at the school, comes back to the program’s page with a ticket behind the #, and gets a token', async () => {
  const proof = await proofOf('student1')
  expect(`${proof.end.origin}${proof.end.pathname}${proof.end.search}`).toBe(`${APP_ORIGIN}/${program.slug}/enrol`)
  expect(proof.ticket).toHaveLength(43)
  expect((await ask(proof)).status).toBe(200)
})

test('the school is asked by code, with PKCE and a nonce, for nothing but the affiliation', async () => {
  await proofOf('student2')
  const asked = school.heard.findLast(({ path }) => path === '/auth')!.params
  expect(Object.fromEntries(['response_type', 'code_challenge_method', 'scope', 'redirect_uri'].map((name) => [name, asked.get(name)]))).toEqual({
    response_type: 'code', code_challenge_method: 'S256', scope: 'openid affiliation', redirect_uri: `${here.issuer.origin()}/callback`,
  })
  expect([asked.get('nonce')!.length, asked.get('code_challenge')!.length]).toEqual([43, 43])
})

test('the school never sees the page’s secret, its hash, nor the program', async () => {
  const { h } = newSecret(), before = school.heard.length
  await signIn('student3', h)
  const heard = school.heard.slice(before).map(({ path, params }) => `${path}?${String(params)}`).join('\n')
  expect(heard).toContain('code_challenge')
  for (const never of [h, program.slug]) expect(heard).not.toContain(never)
})

test('nobody signs in twice for two tokens: the second is refused, whatever device it comes from', async () => {
  const blinded = aBlinded(), first = await ask(await proofOf('student4'), blinded)
  expect((await ask(await proofOf('student4'), blinded)).body).toEqual(first.body)
  expect(await ask(await proofOf('student4'))).toMatchObject({ status: 409, body: { refused: 'issued-already' } })
  expect((await ask(await proofOf('student5'))).status).toBe(200)
})

test.each([['dean', 'not-a-student'], ['alumna', 'not-a-student'], ['decline', 'declined']])('%s comes back with the word %s and without a ticket', async (person, word) => {
  const { end } = await proofOf(person)
  expect([end.origin, end.pathname, end.hash]).toEqual([APP_ORIGIN, `/${program.slug}/enrol`, `#refused=${word}`])
})

describe('what comes back from the school', () => {
  const callback = (query: string) => here.ask('GET', `/callback?${query}`)
  /** The address at which the browser would come back, stopped just before. */
  async function onTheWayBack(person: string) {
    const { t, h } = newSecret()
    return { t, url: await school.signIn(`${here.issuer.origin()}/${program.slug}/sign-in?h=${h}`, person, (url) => url.pathname === '/callback') }
  }
  const fragment = (location: string | null) => new URL(location!).hash
  const codeOf = ({ url }: { url: URL }) => url.searchParams.get('code')!
  const stateOf = ({ url }: { url: URL }) => url.searchParams.get('state')!

  test('works once: the same code again brings no second ticket', async () => {
    const back = await onTheWayBack('student10')
    expect(fragment((await callback(back.url.searchParams.toString())).headers.get('location'))).toMatch(/^#ticket=/)
    expect(fragment((await callback(back.url.searchParams.toString())).headers.get('location'))).toBe('#refused=school-unreachable')
  })
  test('cannot be mixed: a code fits no other sign-in than its own, for PKCE and nonce are sealed into that one', async () => {
    const [mine, theirs] = [await onTheWayBack('student11'), await onTheWayBack('student12')]
    const mixed = new URLSearchParams(mine.url.searchParams)
    mixed.set('state', stateOf(theirs))
    expect(fragment((await callback(mixed.toString())).headers.get('location'))).toBe('#refused=school-unreachable')
  })
  test.each([
    ['changed', (state: string) => `${state.slice(0, -2)}${state.endsWith('AA') ? 'BB' : 'AA'}`],
    ['missing', () => ''],
    ['invented', () => Buffer.from('{"program":"x"}').toString('base64url')],
  ])('with a %s errand leads to a plain page and to no program', async (_, spoil) => {
    const back = await onTheWayBack('student13')
    const answer = await callback(`code=${codeOf(back)}&state=${spoil(stateOf(back))}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([404, null])
    expect(JSON.stringify(answer.body)).toContain('took too long')
  })
  test('after twenty minutes is too old', async () => {
    const back = await onTheWayBack('student14')
    here.clock.pass(20 * 60_000)
    expect((await callback(back.url.searchParams.toString())).headers.get('location')).toBe(null)
  })
})

describe('a ticket of the sign-on', () => {
  test('is void when shown again, by another page, or after ten minutes', async () => {
    const [used, stolen, late] = [await proofOf('student20'), await proofOf('student21'), await proofOf('student22')]
    expect((await ask(used)).status).toBe(200)
    expect(await ask(used)).toMatchObject({ status: 403, body: { refused: 'ticket-void' } })
    expect(await ask({ ...stolen, t: newSecret().t })).toMatchObject({ status: 403 })
    here.clock.pass(10 * 60_000)
    expect(await ask(late)).toMatchObject({ status: 403, body: { refused: 'ticket-void' } })
  })
})

test('a school that keeps the affiliation in the token itself is understood too', async () => {
  const other = await startIdentityProvider({ inToken: true }), elsewhere = await testIssuer(other.env)
  await elsewhere.issuer.start()
  const mine = await signedProgram(elsewhere)
  const end = await other.signIn(`${elsewhere.issuer.origin()}/${mine.slug}/sign-in?h=${newSecret().h}`, 'student1', outside)
  expect(end.hash).toMatch(/^#ticket=/)
  expect(other.heard.some(({ path }) => path === '/me')).toBe(false)
  expect(school.heard.some(({ path }) => path === '/me')).toBe(true)
  await other.stop()
})

test('while the school does not answer, the student is told so and can use a card', async () => {
  const gone = await startIdentityProvider()
  await gone.stop()
  const alone = await testIssuer(gone.env), mine = await signedProgram(alone)
  const sent = await alone.ask('GET', `/${mine.slug}/sign-in?h=${newSecret().h}`)
  expect([sent.status, sent.headers.get('location')]).toEqual([302, `${APP_ORIGIN}/${mine.slug}/enrol#refused=school-unreachable`])
})

test('without a school set up, the issuer says so and serves cards', async () => {
  const cardsOnly = await testIssuer(), mine = await signedProgram(cardsOnly)
  expect((await cardsOnly.ask('GET', `/${mine.slug}/keys?term=${TERM}`)).body).toMatchObject({ signOn: false })
  expect((await here.ask('GET', `/${program.slug}/keys?term=${TERM}`)).body).toMatchObject({ signOn: true })
  expect((await cardsOnly.ask('GET', `/${mine.slug}/sign-in?h=${newSecret().h}`)).headers.get('location')).toBe(`${APP_ORIGIN}/${mine.slug}/enrol#refused=no-sign-on`)
  expect(JSON.stringify((await cardsOnly.ask('GET', `/${mine.slug}`)).body)).toContain('not set up here')
})

test('neither the school’s name for a student, nor a ticket, nor a secret is in the database; what stands there is a keyed hash', async () => {
  const proof = await proofOf('student30')
  await ask(proof)
  const tables = await here.owner<{ name: string }>(`select format('%I', relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)
  const rows = (await Promise.all(tables.map(({ name }) => here.owner<{ text: string }>(`select t::text as text from ${name} t`)))).flat().map(({ text }) => text).join('\n')
  const spellings = (secret: string) => [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret, 'base64url').toString('hex')]
  for (const secret of [school.subjectOf('student30'), 'student30', proof.ticket, proof.t]) for (const spelt of spellings(secret)) expect(rows).not.toContain(spelt)
  expect(rows).toContain(program.slug) // the control: these are the rows
})
