import { constants, createHash, randomBytes, randomInt, sign } from 'node:crypto'
import type pg from 'pg'
import { newDevice, registrationOf } from '../../../src/main/demo/device.ts'
import { signTokens } from '../../../src/issuer/actions/tokens.ts'
import type { IssuerParts } from '../../../src/issuer/parts.ts'
import { inTransaction } from '../../../src/platform/db/transaction.ts'
import { isRefused } from '../../../src/platform/refusals.ts'
import { shuffled } from '../../../src/platform/shuffled.ts'
import { closeArrivals, settleArrival, type Here } from '../../../src/rooms/accounts/actions.ts'
import { registerStudent, unpackStudent } from '../../../src/rooms/students/actions.ts'
import { canon } from '../../../src/sealed/canon.ts'
import { STUDENT, prepare, tokenMessage } from '../../../src/sealed/token-messages.ts'
import { takeDump, type Dump } from '../attacker/dump.ts'

export const TERM = '2026-27'
/** Monday 31 August 2026, nine in the morning in Montreal. */
export const TERM_STARTS = Date.UTC(2026, 7, 31, 13)
const DAY = 24 * 3_600_000
const SCHOOL_DAYS = 5

/** How a student came: with everybody, or later by one of the three ways. `wrote early`: with everybody, and wrote before that week was over. */
export type Cohort = 'onboarding' | 'wrote early' | 'weekly batch' | 'card' | 'now'
export const COHORTS: readonly Cohort[] = ['onboarding', 'wrote early', 'weekly batch', 'card', 'now']

export interface Plan {
  readonly students: number
  readonly earlyWriters: number
  readonly lateComers: number
  readonly writersInTerm: number
  readonly weeks: number
}

export interface Stage {
  readonly here: () => Here
  readonly services: { readonly clock: { turnTo(instant: number): void } }
  readonly issuer: IssuerParts
  /** The program as the issuer knows it: an id of its own, the same word in the address. */
  readonly atIssuer: { readonly program: string; readonly slug: string }
  readonly owners: { readonly app: pg.Client; readonly issuer: pg.Client }
}

export interface Lived {
  readonly issuer: readonly Dump[]
  readonly app: readonly Dump[]
  /** Whose row at the issuer (as hex) each account really is, and how they came. */
  readonly truth: ReadonlyMap<string, { readonly who: string; readonly cohort: Cohort }>
}

interface Visitor {
  readonly subject: Uint8Array
  readonly cohort: Cohort
}

/** A term of a school, day by day through the real actions of both services, with a copy of both databases taken every night. */
export async function liveTerm(stage: Stage, plan: Plan): Promise<Lived> {
  const truth = new Map<string, { who: string; cohort: Cohort }>()
  const dumps = { issuer: [] as Dump[], app: [] as Dump[] }
  const days = calendar(plan)
  for (const [night, visitors] of days.entries()) {
    stage.services.clock.turnTo(TERM_STARTS + night * DAY)
    await closeArrivals(stage.here(), unpackStudent)
    for (const visitor of visitors) {
      const account = await visit(stage, visitor)
      truth.set(account, { who: whoOf(stage, visitor), cohort: visitor.cohort })
    }
    for (const account of drawn([...truth].filter(([, { cohort }]) => cohort === 'onboarding' && night > 7), Math.ceil(plan.writersInTerm / days.length))) await firstContact(stage, account[0])
    // A copy of a night on which nothing came or closed shows nothing new.
    if (!visitors.length && night % 7 > 0) continue
    dumps.issuer.push(await takeDump(stage.owners.issuer, night))
    dumps.app.push(await takeDump(stage.owners.app, night))
  }
  return { ...dumps, truth }
}

/** Onboarding takes the first school week; those who come later are strewn over the rest, several a week. */
function calendar({ students, earlyWriters, lateComers, weeks }: Plan): Visitor[][] {
  const days: Visitor[][] = Array.from({ length: weeks * 7 + 1 }, () => [])
  const late: Cohort[] = ['weekly batch', 'card', 'now']
  const onboarded = shuffled(Array.from({ length: students - lateComers }, (_, n): Visitor => visitor(n < earlyWriters ? 'wrote early' : 'onboarding')))
  for (const one of onboarded) days[randomInt(SCHOOL_DAYS)]!.push(one)
  for (let n = 0; n < lateComers; n += 1) {
    const day = 7 * (1 + randomInt(weeks - 2)) + randomInt(7)
    days[day]!.push(visitor(late[n % late.length]!))
  }
  return days
}

const visitor = (cohort: Cohort): Visitor => ({ cohort, subject: cohort === 'card' ? canon('card', randomBytes(32)) : canon('sub', randomBytes(16)) })

/**
 * Signs in at the issuer, takes a token, and a moment later opens an account with it. The blinded message is random here: what blinding keeps
 * from the issuer has tests of its own, and what is looked at here is what two databases keep.
 */
async function visit(stage: Stage, { subject, cohort }: Visitor): Promise<string> {
  const { here, issuer, atIssuer } = stage
  const device = await newDevice(), program = here().program.slug
  const key = await issuer.keys({ db: { program: atIssuer.program, pool: issuer.pool }, program, term: TERM, role: STUDENT })
  const blinded = Buffer.concat([Buffer.from([0]), randomBytes(key.modulus.length - 1)]), t = randomBytes(32)
  const ticket = issuer.tickets.issue({ program, subject, term: null, card: null }, createHash('sha256').update(t).digest(), issuer.clock.now())
  const answer = await signTokens(issuer, { db: { program: atIssuer.program, pool: issuer.pool }, slug: program }, {
    ticket, t: t.toString('base64url'), requests: [{ term: TERM, role: STUDENT, n: 0, blinded: blinded.toString('base64url') }],
  })
  if (isRefused(answer)) throw new Error(`the issuer refused: ${answer.refused}`)

  const prepared = Buffer.from(prepare(await tokenMessage({ program, term: TERM, role: STUDENT }, device.keys)))
  const signature = sign('sha384', prepared, { key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 })
  await stage.owners.app.query('insert into control.accounts values ($1, $2)', [device.keys.account, 'student'])
  const registration = await registrationOf(here(), device, 'student')
  const admitted = await registerStudent(here(), { registration, eligibility: { by: 'token', term: TERM, prepared: prepared.toString('base64url'), signature: signature.toString('base64url') } })
  if (isRefused(admitted)) throw new Error(`the app refused: ${admitted.refused}`)
  if (cohort === 'now' || cohort === 'card' || cohort === 'wrote early') await firstContact(stage, device.keys.account)
  return device.keys.account
}

/** What every door does that is about to write a row with the account's name. */
const firstContact = ({ here }: Stage, account: string): Promise<void> =>
  inTransaction(here().db, (tx) => settleArrival(tx, here(), account, unpackStudent))

const whoOf = ({ issuer, here }: Stage, { subject }: Visitor): string =>
  issuer.folder.keyed(canon('ps1/who', canon(here().program.slug, TERM, STUDENT), subject)).toString('hex')

const drawn = <T>(items: readonly T[], count: number): T[] => shuffled(items).slice(0, count)
