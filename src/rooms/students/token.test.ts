import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../test/open-program.ts'
import { testServices } from '../../../test/services.ts'
import { newSigner, type Signer } from '../../../test/signer.ts'
import { signProgram } from '../../../test/signed-program.ts'
import { isRefused } from '../../platform/refusals.ts'
import { type AccountKeys, keysOf, newRoot } from '../../sealed/account-keys.ts'
import { type Bytes, fromBase64url, toBase64url } from '../../sealed/bytes.ts'
import { open } from '../../sealed/hpke.ts'
import { registerInfo, registerMessage } from '../../sealed/proof-messages.ts'
import { sign } from '../../sealed/signature.ts'
import { blind, finalize } from '../../sealed/token.ts'
import { type Purpose, prepare, surveyMessage, tokenMessage } from '../../sealed/token-messages.ts'
import { closeArrivals, settleArrival } from '../accounts/actions.ts'
import { askRegistration } from '../accounts/actions/registration.ts'
import { unpackStudent } from './actions.ts'
import { registerStudent, renewStudent } from './actions/admission.ts'
import { certifyAccount } from './actions/certificates.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { isOver, termOn, termsAround } from './rules/terms.ts'
import type { CertificateInput } from './contract.ts'

const TERM = '2026-27', DAY = 24 * 60 * 60_000
let database: TestDatabase
let program: OpenProgram
let services: Awaited<ReturnType<typeof testServices>>
let student: Signer, survey: Signer, foreign: Signer, lastYear: Signer

beforeAll(async () => {
  database = await freshDatabase()
  ;[student, survey, foreign, lastYear] = [newSigner(), newSigner(), newSigner(), newSigner()]
})
beforeEach(async () => {
  services = await testServices()
  program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
  const spki = (signer: Signer) => toBase64url(signer.spki)
  await signProgram(database, program.here, {
    issuerKeys: [{ term: TERM, role: 'student', spki: spki(student) }, { term: TERM, role: 'survey-1', spki: spki(survey) }, { term: '2025-26', role: 'student', spki: spki(lastYear) }],
  })
})

const here = () => ({ db: database.of(program.here.id), program: program.here, services, now: services.clock.now() })
const newKeys = () => keysOf(newRoot())

async function registration(keys: AccountKeys) {
  const shown = { pkAuth: toBase64url(keys.pkAuth), pkHpke: toBase64url(keys.pkHpke) }
  const asked = await askRegistration(here(), shown)
  if (isRefused(asked)) throw new Error('refused')
  const place = { origin: services.origin, program: program.here.slug }
  const opened = await open({ with: keys.hpke, info: registerInfo(place, keys) }, fromBase64url(asked.sealed))
  return { ...shown, ticket: asked.ticket, signature: toBase64url(await sign(keys.auth, registerMessage(place, 'student', keys, opened))) }
}

async function issued(by: Signer, message: Bytes, term = TERM): Promise<CertificateInput> {
  const prepared = prepare(message)
  const { blinded, inv } = await blind(by.spki, prepared)
  return { term, prepared: toBase64url(prepared), signature: toBase64url(await finalize(by.spki, prepared, by.sign(blinded), inv)) }
}
const certificateFor = async (keys: AccountKeys, { by = student, ...purpose }: Partial<Purpose> & { by?: Signer } = {}) =>
  issued(by, await tokenMessage({ program: program.here.slug, term: TERM, role: 'student', ...purpose }, keys), purpose.term ?? TERM)

const arrive = async (keys: AccountKeys, certificate: CertificateInput) => registerStudent(here(), { registration: await registration(keys), eligibility: { by: 'token', ...certificate } })
const rows = (table: string) => database.owner<{ account: string }>(`select * from ${table} where program = $1`, [program.here.id])

describe('a token of the issuer', () => {
  test('opens an account that waits with its week, and is written with its certificate when the week closes', async () => {
    const keys = await newKeys(), certificate = await certificateFor(keys)
    expect(await arrive(keys, certificate)).toMatchObject({ account: keys.account, kind: 'student' })
    expect(await database.owner('select from accounts where id = $1', [keys.account])).toEqual([])
    expect(await rows('account_certificates')).toEqual([])
    services.clock.pass(8 * DAY)
    await closeArrivals(here(), unpackStudent)
    expect(await database.owner('select from accounts where id = $1', [keys.account])).toHaveLength(1)
    expect(await database.owner('select account, term, prepared, signature from account_certificates_shown where program = $1', [program.here.id])).toEqual([
      { account: keys.account, term: TERM, prepared: Buffer.from(certificate.prepared, 'base64url'), signature: Buffer.from(certificate.signature, 'base64url') },
    ])
  })
  test('is written at once, with its certificate, by a first contact', async () => {
    const keys = await newKeys()
    await arrive(keys, await certificateFor(keys))
    await inTransaction(here().db, (tx) => settleArrival(tx, here(), keys.account, unpackStudent))
    expect(await rows('account_certificates')).toMatchObject([{ account: keys.account }])
  })
  test('shown fifty times at once, and again later, is one account', async () => {
    const keys = await newKeys(), certificate = await certificateFor(keys)
    const proofs: Awaited<ReturnType<typeof registration>>[] = []
    for (let i = 0; i < 50; i += 1) proofs.push(await registration(keys))
    const answers = await Promise.all(proofs.map((proof) => registerStudent(here(), { registration: proof, eligibility: { by: 'token', ...certificate } })))
    expect(new Set(answers.map((answer) => (isRefused(answer) ? answer.refused : answer.account)))).toEqual(new Set([keys.account]))
    expect(await rows('arrivals')).toHaveLength(1)
    services.clock.pass(8 * DAY)
    await closeArrivals(here(), unpackStudent)
    expect(await arrive(keys, certificate)).toMatchObject({ account: keys.account })
    expect(await rows('account_certificates')).toHaveLength(1)
    expect(await rows('arrivals')).toEqual([])
  })
  test('that was stolen is worth nothing with other keys', async () => {
    const owner = await newKeys(), certificate = await certificateFor(owner)
    expect(await arrive(await newKeys(), certificate)).toEqual({ refused: 'token-refused' })
    expect(await arrive(owner, certificate)).toMatchObject({ account: owner.account })
  })
  test('of another year, role, program or issuer is refused', async () => {
    const keys = await newKeys()
    const wrong = {
      'another role': await certificateFor(keys, { role: 'survey-1' }),
      'a survey key': await certificateFor(keys, { by: survey }),
      'a survey token': await issued(survey, surveyMessage(program.here.slug, TERM, 1)),
      'another program': await certificateFor(keys, { program: 'elsewhere' }),
      'a foreign issuer': await certificateFor(keys, { by: foreign }),
      'a year that is over': await certificateFor(keys, { by: lastYear, term: '2025-26' }),
      'last year’s key under this year’s name': await certificateFor(keys, { by: lastYear }),
      'this year’s token under last year’s name': { ...(await certificateFor(keys)), term: '2025-26' },
      'a year without a key': await certificateFor(keys, { term: '2027-28' }),
    }
    for (const [what, certificate] of Object.entries(wrong)) expect(await arrive(keys, certificate), what).toEqual({ refused: 'token-refused' })
    expect(await arrive(keys, await certificateFor(keys))).toMatchObject({ account: keys.account })
  })
  test('breaks with one bit', async () => {
    const keys = await newKeys(), { prepared, signature, term } = await certificateFor(keys)
    const flipped = (text: string) => toBase64url(fromBase64url(text).map((byte, i) => (i === 3 ? byte ^ 1 : byte)))
    expect(await arrive(keys, { term, prepared: flipped(prepared), signature })).toEqual({ refused: 'token-refused' })
    expect(await arrive(keys, { term, prepared, signature: flipped(signature) })).toEqual({ refused: 'token-refused' })
    expect(await arrive(keys, { term, prepared: `${prepared}=`, signature })).toEqual({ refused: 'token-refused' })
  })
})

describe('an account of before', () => {
  const accountOf = async (): Promise<AccountKeys> => {
    const keys = await newKeys()
    await database.owner(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'student')`, [program.here.id, keys.account, Buffer.from(keys.pkAuth), Buffer.from(keys.pkHpke)])
    return keys
  }
  test('is certified by a token for the keys it has, however often it is shown', async () => {
    const keys = await accountOf(), certificate = await certificateFor(keys)
    expect(await certifyAccount(here(), keys.account, certificate)).toEqual({ certified: true })
    expect(await certifyAccount(here(), keys.account, certificate)).toEqual({ certified: true })
    expect(await rows('account_certificates')).toMatchObject([{ account: keys.account, term: TERM }])
  })
  test('is not certified by somebody else’s token', async () => {
    const keys = await accountOf()
    expect(await certifyAccount(here(), keys.account, await certificateFor(await newKeys()))).toEqual({ refused: 'token-refused' })
    expect(await rows('account_certificates')).toEqual([])
  })
  test('depends on no code any more once it has shown a token', async () => {
    const keys = await accountOf()
    await database.owner(`insert into admission_codes (program, generation, code, made_on) values ($1, 1, 'aaaa-bbbb', '2026-09-01')`, [program.here.id])
    await database.owner('insert into code_admissions (program, account, generation) values ($1, $2, 1)', [program.here.id, keys.account])
    expect(await renewStudent(here(), keys.account, { by: 'token', ...(await certificateFor(keys)) })).toEqual({ renewed: true })
    expect(await rows('code_admissions')).toEqual([])
  })
})

describe('academic years', () => {
  test('are spelt by the year they begin in, and end on the day the next one begins', () => {
    expect(termOn('2026-11-28', 8)).toBe('2026-27')
    expect(termOn('2027-07-31', 8)).toBe('2026-27')
    expect(termOn('2027-08-01', 8)).toBe('2027-28')
    expect(termOn('2099-12-01', 1)).toBe('2099-00')
    expect([isOver('2025-26', '2026-11-28', 8), isOver('2026-27', '2026-11-28', 8), isOver('2027-28', '2026-11-28', 8)]).toEqual([true, false, false])
    expect(termsAround('2027-02-01')).toEqual(['2027-28', '2026-27'])
  })
})
