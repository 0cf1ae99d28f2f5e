import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { MONDAY_NOON, testServices } from '../../../test/services.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import type { Knock, ProgramHere } from '../../platform/http/doors.ts'
import { type Refused, isRefused, refuse } from '../../platform/refusals.ts'
import { type AccountKeys, keysOf, newRoot } from '../../sealed/account-keys.ts'
import { fromBase64url, sha256, toBase64url } from '../../sealed/bytes.ts'
import { open } from '../../sealed/hpke.ts'
import { newSalt } from '../../sealed/passphrase.ts'
import { loginMessage, registerInfo, registerMessage } from '../../sealed/proof-messages.ts'
import { sign } from '../../sealed/signature.ts'
import { acceptInvitation, inviteSubjects, lookAtInvitation } from './actions/invitations.ts'
import { askRegistration, registerAccount } from './actions/registration.ts'
import { askLogin, endStaleSessions, signIn, signOut, signedIn } from './actions/sessions.ts'
import { readVault, writeVault } from './actions/vaults.ts'
import { describeAccount, dropWayBack, keepWayBack, openWayBack, saltOf } from './actions/ways-back.ts'
import type { Admitted, SlotInput } from './contract.ts'

let database: TestDatabase
let services: Awaited<ReturnType<typeof testServices>>
let ridgeway: ProgramHere, lakeside: ProgramHere
const HOUR = 60 * 60_000

beforeAll(async () => {
  database = await freshDatabase()
  ridgeway = await addProgram('ridgeway')
  lakeside = await addProgram('lakeside')
})
beforeEach(async () => { services = await testServices() })

const here = (program = ridgeway) => ({ db: database.of(program.id), program, services, now: services.clock.now() })
const knock = (token: string | null, program = ridgeway): Knock => ({ ...here(program), locale: 'en', token })

async function addProgram(slug: string): Promise<ProgramHere> {
  const id = randomUUID()
  await database.owner(
    `insert into programs (id, slug, names, public_names, country, locales, time_zone)
     values ($1, $2, '{"en":"P"}', '{"en":"P"}', 'CA', '{en}', 'America/Toronto')`, [id, slug])
  return { id, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en'] }
}

async function registration(keys: AccountKeys, kind: 'student' | 'staff', at = here()) {
  const publicKeys = { pkAuth: toBase64url(keys.pkAuth), pkHpke: toBase64url(keys.pkHpke) }
  const asked = granted(await askRegistration(at, publicKeys))
  const place = { origin: services.origin, program: at.program.slug }
  const secret = await open({ with: keys.hpke, info: registerInfo(place, keys) }, fromBase64url(asked.sealed))
  return { ...publicKeys, ticket: asked.ticket, signature: toBase64url(await sign(keys.auth, registerMessage(place, kind, keys, secret))) }
}

const everybody = async () => {}
const register = async (keys: AccountKeys, kind: 'student' | 'staff' = 'student', at = here()) =>
  registerAccount(at, { kind, registration: await registration(keys, kind, at) }, everybody)

async function login(keys: AccountKeys, at = here(), claimed = keys.account) {
  const { ticket } = await askLogin(at)
  return { account: claimed, ticket, signature: toBase64url(await sign(keys.auth, loginMessage({ origin: services.origin, program: at.program.slug }, claimed, fromBase64url(ticket)))) }
}

function granted<T>(answer: T | Refused<string>): T {
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer
}
const newKeys = () => keysOf(newRoot())

test('Amina opens an account with keys alone, and the database holds her keys and nothing else', async () => {
  const keys = await newKeys()
  const admitted = granted(await register(keys))
  expect(admitted).toMatchObject({ account: keys.account, kind: 'student', waysBack: 0 })
  const [row] = await database.owner('select * from accounts where id = $1', [keys.account])
  expect(Object.keys(row!).toSorted()).toEqual(['id', 'kind', 'pk_auth', 'pk_hpke', 'program'])
  expect(await signedIn(knock(admitted.token))).toMatchObject({ account: keys.account, kind: 'student' })
})

test('the same registration sent twice is refused; the same keys with a fresh proof open the same account', async () => {
  const keys = await newKeys()
  const sent = await registration(keys, 'student')
  granted(await registerAccount(here(), { kind: 'student', registration: sent }, everybody))
  expect(await registerAccount(here(), { kind: 'student', registration: sent }, everybody)).toEqual({ refused: 'proof-refused' })
  expect(granted(await register(keys)).account).toBe(keys.account)
  expect(await database.owner('select count(*)::int as n from accounts where id = $1', [keys.account])).toEqual([{ n: 1 }])
})

test('50 registrations of the same keys at once make one account', async () => {
  const keys = await newKeys()
  const answers = await Promise.all(Array.from({ length: 50 }, () => register(keys)))
  expect(new Set(answers.map((answer) => granted(answer).account))).toEqual(new Set([keys.account]))
  expect(await database.owner('select count(*)::int as n from accounts where id = $1', [keys.account])).toEqual([{ n: 1 }])
})

test('an admission that refuses leaves no account, and is not asked again for keys that are known', async () => {
  const keys = await newKeys()
  const answer = await registerAccount(here(), { kind: 'student', registration: await registration(keys, 'student') }, async () => refuse('card-spent'))
  expect(answer).toEqual({ refused: 'card-spent' })
  expect(await database.owner('select 1 from accounts where id = $1', [keys.account])).toEqual([])
  granted(await register(keys))
  granted(await registerAccount(here(), { kind: 'student', registration: await registration(keys, 'student') }, async () => refuse('card-spent')))
})

test('nobody registers keys of which they hold only one, or signs for another purpose, program or person', async () => {
  const [keys, eve] = await Promise.all([newKeys(), newKeys()])
  const proof = await registration(keys, 'student')
  const tries = [
    { kind: 'staff' as const, registration: proof },
    { kind: 'student' as const, registration: { ...proof, pkHpke: toBase64url(eve.pkHpke) } },
    { kind: 'student' as const, registration: { ...proof, pkAuth: toBase64url(eve.pkAuth) } },
    { kind: 'student' as const, registration: { ...proof, signature: toBase64url(randomBytes(64)) } },
    { kind: 'student' as const, registration: { ...proof, ticket: toBase64url(randomBytes(40)) } },
  ]
  for (const input of tries) expect(await registerAccount(here(), input, everybody)).toEqual({ refused: 'proof-refused' })
  expect(await registerAccount(here(lakeside), { kind: 'student', registration: proof }, everybody)).toEqual({ refused: 'proof-refused' })
  granted(await registerAccount(here(), { kind: 'student', registration: proof }, everybody))
})

test('a challenge is good for five minutes', async () => {
  const keys = await newKeys()
  const sent = await registration(keys, 'student')
  services.clock.pass(5 * 60_000)
  expect(await registerAccount(here(), { kind: 'student', registration: sent }, everybody)).toEqual({ refused: 'proof-refused' })
})

test('keys of a student never become keys of staff', async () => {
  const keys = await newKeys()
  granted(await register(keys))
  expect(await register(keys, 'staff')).toEqual({ refused: 'other-kind' })
})

test('signing in needs the account’s own key; a replay, an unknown account and a wrong signature answer alike', async () => {
  const [amina, eve] = await Promise.all([newKeys(), newKeys()])
  granted(await register(amina))
  const proof = await login(amina)
  expect(granted(await signIn(here(), proof)).account).toBe(amina.account)
  const refused = { refused: 'proof-refused' }
  expect(await signIn(here(), proof)).toEqual(refused)
  expect(await signIn(here(), await login(eve))).toEqual(refused)
  expect(await signIn(here(), await login(eve, here(), amina.account))).toEqual(refused)
})

test('a sign-in for one program opens nothing in another, even with the same keys', async () => {
  const keys = await newKeys()
  granted(await register(keys))
  granted(await register(keys, 'student', here(lakeside)))
  expect(await signIn(here(lakeside), await login(keys))).toEqual({ refused: 'proof-refused' })
  const { token } = granted(await signIn(here(), await login(keys)))
  expect(await signedIn(knock(token))).toMatchObject({ account: keys.account })
  expect(await signedIn(knock(token, lakeside))).toEqual({ refused: 'sign-in-first' })
})

test('the session table holds a hash and a full hour, and is in no write-ahead log', async () => {
  const keys = await newKeys()
  services.clock.pass(17 * 60_000 + 123)
  const { token } = granted(await register(keys))
  const [row] = await database.owner<{ token_hash: Buffer; expires_at: Date }>('select token_hash, expires_at from sessions where account = $1', [keys.account])
  expect(row!.token_hash.equals(Buffer.from(await sha256(fromBase64url(token))))).toBe(true)
  expect(row!.expires_at.getTime()).toBe(MONDAY_NOON + HOUR)
  expect(await database.owner(`select relpersistence from pg_class where relname = 'sessions'`)).toEqual([{ relpersistence: 'u' }])
})

test('a student’s session ends after thirty quiet minutes, and stays open for as long as it is used', async () => {
  const { token } = granted(await register(await newKeys()))
  for (let i = 0; i < 8; i += 1) {
    services.clock.pass(29 * 60_000)
    expect(isRefused(await signedIn(knock(token)))).toBe(false)
  }
  services.clock.pass(30 * 60_000)
  expect(await signedIn(knock(token))).toEqual({ refused: 'sign-in-first' })
  services.clock.turnTo(MONDAY_NOON)
  expect(await signedIn(knock(token))).toEqual({ refused: 'sign-in-first' })
})

test('a supporter on duty is not signed out between two students', async () => {
  const { token } = granted(await register(await newKeys(), 'staff'))
  services.clock.pass(9 * HOUR)
  await endStaleSessions(here())
  expect(isRefused(await signedIn(knock(token)))).toBe(false)
})

test('after a restart a session holds until its full hour, and no longer', async () => {
  const { token } = granted(await register(await newKeys()))
  const restarted = { ...services }
  const after = (ms: number): Knock => ({ ...knock(token), services: { ...restarted }, now: MONDAY_NOON + ms })
  expect(isRefused(await signedIn(after(59 * 60_000)))).toBe(false)
  expect(await signedIn(after(3 * HOUR))).toEqual({ refused: 'sign-in-first' })
})

test('who signed out is out, and no token of no session gets in', async () => {
  const { token } = granted(await register(await newKeys()))
  const who = await signedIn(knock(token))
  if (isRefused(who)) throw new Error('not signed in')
  await signOut(here(), who)
  for (const wrong of [token, toBase64url(randomBytes(32)), null]) expect(await signedIn(knock(wrong))).toEqual({ refused: 'sign-in-first' })
})

test('sessions that ended on their own leave the table', async () => {
  const keys = await newKeys()
  granted(await register(keys))
  services.clock.pass(12 * HOUR)
  await endStaleSessions(here())
  expect(await database.owner('select 1 from sessions where account = $1', [keys.account])).toEqual([])
})

async function slot(kind: SlotInput['kind'] = 'words'): Promise<{ slot: SlotInput; proof: string }> {
  const proof = randomBytes(32)
  const proofHash = toBase64url(await sha256(new Uint8Array(proof)))
  return {
    proof: toBase64url(proof),
    slot: { kind, version: 1, lookup: toBase64url(randomBytes(16)), proofHash, rootSealed: toBase64url(randomBytes(60)), ...(kind === 'passphrase' && { salt: toBase64url(newSalt()) }) },
  }
}

async function opened(kind: 'student' | 'staff' = 'student') {
  const keys = await newKeys()
  const { token } = granted(await register(keys, kind))
  const who = await signedIn(knock(token))
  if (isRefused(who)) throw new Error('not signed in')
  return { keys, who }
}

test('a way back hands out the sealed root to its proof, and answers a wrong proof like no way back at all', async () => {
  const { who } = await opened()
  const { slot: mine, proof } = await slot()
  granted(await keepWayBack(here(), who, mine))
  const right = { kind: 'words' as const, lookup: mine.lookup, proof }
  expect(await openWayBack(here(), right)).toEqual({ account: who.account, version: 1, rootSealed: mine.rootSealed })
  const refused = { refused: 'nothing-opens' }
  expect(await openWayBack(here(), { ...right, proof: toBase64url(randomBytes(32)) })).toEqual(refused)
  expect(await openWayBack(here(), { ...right, lookup: toBase64url(randomBytes(16)) })).toEqual(refused)
  expect(await openWayBack(here(), { ...right, kind: 'passkey' })).toEqual(refused)
  expect(await openWayBack(here(lakeside), right)).toEqual(refused)
})

test('a way back sent twice is kept once, and nobody takes the place of another’s', async () => {
  const [amina, eve] = [await opened(), await opened()]
  const { slot: mine } = await slot()
  const first = granted(await keepWayBack(here(), amina.who, mine))
  expect(await keepWayBack(here(), amina.who, mine)).toEqual(first)
  expect(await keepWayBack(here(), eve.who, mine)).toEqual({ refused: 'way-back-taken' })
  // Sealed anew it is the same; with another secret it would open for nobody who was told that it was kept.
  expect(await keepWayBack(here(), amina.who, { ...mine, rootSealed: toBase64url(randomBytes(60)) })).toEqual(first)
  expect(await keepWayBack(here(), amina.who, { ...mine, proofHash: toBase64url(randomBytes(32)) })).toEqual({ refused: 'way-back-taken' })
})

test('whether a handle exists cannot be told from its salt', async () => {
  const { who } = await opened()
  const { slot: mine } = await slot('passphrase')
  granted(await keepWayBack(here(), who, mine))
  expect(await saltOf(here(), mine.lookup)).toEqual({ salt: mine.salt })
  const unknown = toBase64url(randomBytes(16))
  const decoys = [granted(await saltOf(here(), unknown)), granted(await saltOf(here(), unknown))]
  expect(decoys[0]).toEqual(decoys[1])
  expect(Object.keys(decoys[0]!)).toEqual(['salt'])
  expect(fromBase64url(decoys[0]!.salt)).toHaveLength(16)
  expect(granted(await saltOf(here(), toBase64url(randomBytes(16))))).not.toEqual(decoys[0])
  expect(granted(await saltOf(here(lakeside), unknown))).not.toEqual(decoys[0])
  // After a restart too: a decoy that changes would give itself away.
  expect(await saltOf({ ...here(), services: { ...services } }, unknown)).toEqual(decoys[0])
})

test('a thousand decoy salts and a thousand real ones have the same spread of bytes', async () => {
  const decoys = await Promise.all(Array.from({ length: 1000 }, async () => granted(await saltOf(here(), toBase64url(randomBytes(16)))).salt))
  const mean = (salts: readonly string[]) => salts.flatMap((salt) => [...fromBase64url(salt)]).reduce((sum, byte) => sum + byte, 0) / (16 * salts.length)
  expect(new Set(decoys).size).toBe(1000)
  expect(Math.abs(mean(decoys) - mean(Array.from({ length: 1000 }, () => toBase64url(newSalt()))))).toBeLessThan(5)
})

test('guessing at one way back is stopped after twenty tries, and others are not', async () => {
  const guess = async (lookup: string) => openWayBack(here(), { kind: 'words', lookup, proof: toBase64url(randomBytes(32)) })
  const lookup = toBase64url(randomBytes(16))
  for (let i = 0; i < 20; i += 1) expect(await guess(lookup)).toEqual({ refused: 'nothing-opens' })
  expect(await guess(lookup)).toEqual({ refused: 'too-many' })
  expect(await guess(toBase64url(randomBytes(16)))).toEqual({ refused: 'nothing-opens' })
  services.clock.pass(16 * 60_000)
  expect(await guess(lookup)).toEqual({ refused: 'nothing-opens' })
})

test('staff keep two ways back and students one; six are the most', async () => {
  const [bruno, amina] = [await opened('staff'), await opened()]
  const keep = async (who: typeof bruno.who) => granted(await keepWayBack(here(), who, (await slot()).slot)).id
  const [first] = [await keep(bruno.who), await keep(bruno.who)]
  expect(await dropWayBack(here(), bruno.who, first)).toEqual({ refused: 'keep-two' })
  await keep(bruno.who)
  expect(await dropWayBack(here(), bruno.who, first)).toEqual({ waysBack: 2 })
  const only = await keep(amina.who)
  expect(await dropWayBack(here(), amina.who, only)).toEqual({ refused: 'last-way-back' })
  for (let i = 0; i < 5; i += 1) await keep(amina.who)
  expect(await keepWayBack(here(), amina.who, (await slot()).slot)).toEqual({ refused: 'enough-ways-back' })
  expect(await dropWayBack(here(), bruno.who, only)).toEqual({ refused: 'not-found' })
  expect((await describeAccount(here(), bruno.who)).waysBack).toHaveLength(2)
})

test('two tabs cannot remove the last two ways back at once', async () => {
  const { who } = await opened()
  const ids = [granted(await keepWayBack(here(), who, (await slot()).slot)).id, granted(await keepWayBack(here(), who, (await slot()).slot)).id]
  const answers = await Promise.all(ids.map((id) => dropWayBack(here(), who, id)))
  expect(answers.filter(isRefused)).toEqual([{ refused: 'last-way-back' }])
})

test('two devices cannot overwrite each other’s vault', async () => {
  const { who } = await opened()
  expect(await readVault(here(), who)).toEqual({ version: 0, contentSealed: null })
  const [one, other] = [toBase64url(randomBytes(60)), toBase64url(randomBytes(60))]
  expect(await writeVault(here(), who, { from: 0, version: 71, contentSealed: one })).toEqual({ version: 71 })
  expect(await writeVault(here(), who, { from: 0, version: 12, contentSealed: other })).toEqual({ refused: 'vault-moved' })
  expect(await writeVault(here(), who, { from: 0, version: 71, contentSealed: one })).toEqual({ version: 71 })
  expect(await writeVault(here(), who, { from: 12, version: 3, contentSealed: other })).toEqual({ refused: 'vault-moved' })
  expect(await writeVault(here(), who, { from: 71, version: 12, contentSealed: other })).toEqual({ version: 12 })
  expect(await readVault(here(), who)).toEqual({ version: 12, contentSealed: other })
})

/** Stands in for the people room, which notes each person's account. */
function peopleRoom() {
  const accounts = new Map<string, string>()
  return async (_: unknown, subject: string, account: string) => {
    const previous = accounts.get(subject) ?? null
    accounts.set(subject, account)
    return { previous }
  }
}

const invite = async (subject: string) => (await inTransaction(here().db, (tx) => inviteSubjects(tx, here(), { subjects: [subject] })))[0]!

async function accept(key: string, keys: AccountKeys, link = peopleRoom(), at = here()): Promise<Admitted | Refused<string>> {
  return acceptInvitation(at, { key, registration: await registration(keys, 'staff', at) }, link)
}

test('Bruno accepts his invitation from the link alone; the server has kept only a hash of it', async () => {
  const subject = randomUUID()
  const invitation = await invite(subject)
  expect(invitation.link).toBe(`http://localhost/ridgeway/join#${invitation.key}`)
  expect(JSON.stringify(await database.owner('select encode(key_hash, $1) as h, subject from invitations', ['hex']))).not.toContain(invitation.key)
  expect(await lookAtInvitation(here(), invitation.key.toUpperCase().replaceAll('-', ' '))).toEqual({ expiresOn: invitation.expiresOn })
  expect(granted(await accept(invitation.key, await newKeys()))).toMatchObject({ kind: 'staff', lost: [] })
  expect(await database.owner('select event, person from audit_entries where person = $1', [subject])).toEqual([{ event: 'invitation-accepted', person: subject }])
})

test('an answer that was lost can be asked for again with the same keys', async () => {
  const { key } = await invite(randomUUID())
  const keys = await newKeys()
  const link = peopleRoom()
  const first = granted(await accept(key, keys, link))
  expect(granted(await accept(key, keys, link)).account).toBe(first.account)
})

test('a stolen invitation opens nothing once it was used, and the owner of a used one is told to ask', async () => {
  const { key } = await invite(randomUUID())
  granted(await accept(key, await newKeys()))
  expect(await accept(key, await newKeys())).toEqual({ refused: 'invitation-gone' })
  expect(await lookAtInvitation(here(), key)).toEqual({ refused: 'invitation-gone' })
})

test('twenty thieves race for one invitation: one gets in', async () => {
  const { key } = await invite(randomUUID())
  const link = peopleRoom()
  const answers = await Promise.all(Array.from({ length: 20 }, async () => accept(key, await newKeys(), link)))
  expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(1)
  expect(new Set(answers.filter(isRefused).map((answer) => answer.refused))).toEqual(new Set(['invitation-gone']))
})

test('inviting again voids the first link; an old one and one of another program are gone', async () => {
  const subject = randomUUID()
  const first = await invite(subject)
  const second = await invite(subject)
  expect(await accept(first.key, await newKeys())).toEqual({ refused: 'invitation-gone' })
  expect(await accept(second.key, await newKeys(), peopleRoom(), here(lakeside))).toEqual({ refused: 'invitation-gone' })
  services.clock.pass(31 * 24 * HOUR)
  expect(await accept(second.key, await newKeys())).toEqual({ refused: 'invitation-gone' })
})

test('who lost every way in is invited again: new keys, the old ones open nothing, and what is lost is named', async () => {
  const subject = randomUUID()
  const link = peopleRoom()
  const [old, fresh] = [await newKeys(), await newKeys()]
  const { token } = granted(await accept((await invite(subject)).key, old, link))
  const who = await signedIn(knock(token))
  if (isRefused(who)) throw new Error('not signed in')
  const { slot: way, proof } = await slot()
  granted(await keepWayBack(here(), who, way))
  const again = granted(await accept((await invite(subject)).key, fresh, link))
  expect(again).toMatchObject({ account: fresh.account, lost: ['settings', 'drafts', 'booking-notes'] })
  expect(await signedIn(knock(token))).toEqual({ refused: 'sign-in-first' })
  expect(await signIn(here(), await login(old))).toEqual({ refused: 'proof-refused' })
  expect(await register(old, 'staff')).toEqual({ refused: 'account-closed' })
  expect(await openWayBack(here(), { kind: 'words', lookup: way.lookup, proof })).toEqual({ refused: 'nothing-opens' })
})

test('one person’s keys do not accept another person’s invitation', async () => {
  const keys = await newKeys()
  const link = peopleRoom()
  granted(await accept((await invite(randomUUID())).key, keys, link))
  expect(await accept((await invite(randomUUID())).key, keys, link)).toEqual({ refused: 'keys-in-use' })
})
