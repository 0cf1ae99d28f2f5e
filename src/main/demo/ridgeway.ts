import { randomUUID } from 'node:crypto'
import { dayIn } from '../../platform/clock.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { invariant, isRefused, type Refused } from '../../platform/refusals.ts'
import { acceptInvitation } from '../../rooms/accounts/actions/invitations.ts'
import { keepWayBack } from '../../rooms/accounts/actions/ways-back.ts'
import { voidUnclaimed } from '../../rooms/bookings/actions.ts'
import { recordReach } from '../../rooms/notices/actions/alerts.ts'
import { addPerson, invitePeople, linkAccount, recordAnswers } from '../../rooms/people/actions.ts'
import { writeOnCall } from '../../rooms/people/actions/on-call.ts'
import { listStaff } from '../../rooms/people/actions/people.ts'
import type { Role } from '../../rooms/people/rules.ts'
import { createProgram, openDoors } from '../../rooms/programs/actions.ts'
import { checkLine, readLines } from '../../rooms/programs/actions/crisis-lines.ts'
import { readLimits, reviewText } from '../../rooms/programs/actions/limits.ts'
import { answerMinors } from '../../rooms/programs/actions/opening.ts'
import { finishStep, saveCohorts, saveSettings, saveSites, type Visiting } from '../../rooms/programs/actions/settings.ts'
import { SETUP_STEPS } from '../../rooms/programs/rules/setup.ts'
import { rotateCode } from '../../rooms/students/actions.ts'
import type { House } from '../house.ts'
import { programDirectory, type ProgramPage } from '../program-directory.ts'
import { staffFacts } from '../staff-facts.ts'
import { type Device, newDevice, registrationOf, waysBackOf } from './device.ts'
import type { Here } from './here.ts'
import { signRidgeway } from './signatures.ts'
import { importRidgeway } from './spreadsheets.ts'

/** A way in as one person of the demonstration: twelve words to sign in with. */
export interface WayIn {
  readonly name: string
  readonly role: Role
  readonly person: string
  readonly words: readonly string[]
  readonly device: Device
}

export interface Ridgeway {
  readonly program: ProgramPage
  readonly code: string
  readonly waysIn: readonly WayIn[]
}

const SLUG = 'ridgeway'
const STAFF: readonly (readonly [name: string, role: Role, phone?: string])[] = [
  ['Renée Lavoie', 'coordinator'], ['Jonah Weiss', 'coordinator'], ['Mei Chen', 'psychologist'], ['Paul Aubin', 'faculty-advisor'], ['Nadia Osei', 'evaluator'],
  // Nobody of these three coordinates, teaches or examines: reports and emergencies reach people whom nothing else ties to a student.
  ['Samira Haddad', 'safety-contact'], ['Étienne Roy', 'safety-contact'], ['Grace Adeyemi', 'on-call', '+1 555 010 0142'],
]
const COHORTS = [1, 2, 3, 4].map((year) => ({ names: { en: `Year ${year}`, fr: `${year}ᵉ année`.replace('1ᵉ', '1ʳᵉ'), zh: `${'一二三四'[year - 1]}年级` } }))
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
const SITES = [
  { names: { en: 'North campus', fr: 'Campus Nord', zh: '北校区' } },
  { names: { en: 'Lakeside hospital', fr: 'Hôpital Lakeside', zh: '湖畔医院' } },
]

/** An invented school, set up and open, with the three spreadsheets imported and everybody's keys made. `progress` hears of the long steps. */
export async function buildRidgeway(house: House, progress: (line: string) => void = () => {}): Promise<Ridgeway> {
  const { pool, services } = house
  const now = services.clock.now()
  const db: Db = { program: randomUUID(), pool }
  const names = { en: 'Ridgeway School of Medicine (demonstration)', fr: 'École de médecine Ridgeway (démonstration)', zh: 'Ridgeway 医学院（演示）' }
  granted(await createProgram(db, { slug: SLUG, names, publicNames: { en: 'Commons', fr: 'Le Carré', zh: '广场' }, country: 'CA', region: 'ON', timeZone: 'America/Toronto', today: dayIn('America/Toronto', now) }))
  const program = (await programDirectory(house).bySlug(SLUG))!
  const here: Here = { db, program, services, now }
  const renee = await addStaff(here)
  const desk: Visiting = { db, program, now, proof: { person: renee, fullName: STAFF[0]![0] } }
  await settings(desk)
  progress('Importing last year’s spreadsheets ...')
  await importRidgeway(here, renee)
  progress('Making keys for everybody ...')
  const waysIn = await letEverybodyIn(here, renee)
  progress('Signing the program’s keys ...')
  await signRidgeway(here, waysIn, house.issuerOrigin)
  await putOnCall(here, renee, waysIn)
  await checklist(desk)
  granted(await openDoors(desk, staffFacts))
  const { code } = await rotateCode(db, renee, now, voidUnclaimed)
  return { program, code, waysIn }
}

const addStaff = (here: Here): Promise<string> =>
  inTransaction(here.db, async (tx) => {
    const ids: string[] = []
    for (const [fullName, role, contactPhone] of STAFF) ids.push(await addPerson(tx, { fullName, contactEmail: null, contactPhone, joinedOn: today(here), grants: [{ role, cohorts: null }] }, null))
    return ids[0]!
  })

async function settings(desk: Visiting): Promise<void> {
  granted(await saveCohorts(desk, COHORTS))
  granted(await saveSites(desk, SITES))
  for (const step of SETUP_STEPS) await finishStep(desk, step)
  granted(await saveSettings(desk, {
    demonstration: true, emergencyContact: true,
    programPhone: '+1 555 010 0199', programVideoLink: 'https://video.ridgeway.example/support',
    emergencyService: { names: { en: 'Campus security', fr: 'Sécurité du campus', zh: '校园保安' }, phone: '555-0100' },
  }))
}

/** From eight in the morning to ten at night; in the other hours the campus security answers. */
async function putOnCall(here: Here, renee: string, waysIn: readonly WayIn[]): Promise<void> {
  const { person } = waysIn.find(({ role }) => role === 'on-call')!
  granted(await writeOnCall(atDesk(here, renee), WEEKDAYS.map((weekday) => ({ person, weekday, startsHour: 8, endsHour: 22 }))))
}

const atDesk = (here: Here, renee: string) => ({ ...here, proof: { person: renee, fullName: STAFF[0]![0], roles: ['coordinator' as const], account: '' } })

/** What a coordinator does by hand before the doors open; here everybody invented has done it today. */
async function checklist(desk: Visiting): Promise<void> {
  for (const { id } of (await readLines(desk)).lines) granted(await checkLine(desk, id))
  const { versions } = await readLimits(desk)
  granted(await reviewText(desk, versions.at(-1)!.version, { reviewer: desk.proof.fullName, reviewedOn: dayIn(desk.program.timeZone, desk.now) }))
  await answerMinors(desk, 'no', staffFacts)
}

async function letEverybodyIn(here: Here, renee: string): Promise<WayIn[]> {
  const { people, cohorts } = await listStaff(atDesk(here, renee))
  const invited = granted(await invitePeople(here, people.map(({ id }) => id), null))
  const waysIn: WayIn[] = []
  for (const { person, fullName, link } of invited) {
    const { device, words } = await enter(here, link)
    const { roles, contactEmail } = people.find(({ id }) => id === person)!
    const role = roles[0]!.role
    await inTransaction(here.db, async (tx) => {
      await recordAnswers(tx, person, cohorts.map(({ id }) => ({ cohort: id, assesses: false })), today(here))
      if (contactEmail) await recordReach(tx, person, { address: contactEmail, day: today(here) })
    })
    waysIn.push({ name: fullName, role, person, words, device })
  }
  return waysIn
}

async function enter(here: Here, link: string): Promise<{ device: Device; words: string[] }> {
  const device = await newDevice()
  const registration = await registrationOf(here, device, 'staff')
  granted(await acceptInvitation(here, { key: link.split('#')[1]!, registration }, linkAccount))
  const { words, slots } = await waysBackOf(device)
  const who = { account: device.keys.account, kind: 'staff' as const, tokenHash: Buffer.alloc(32) }
  for (const slot of slots) granted(await keepWayBack(here, who, slot))
  return { device, words }
}

const today = (here: Pick<Here, 'program' | 'now'>): string => dayIn(here.program.timeZone, here.now)

function granted<T>(outcome: T | Refused<string>): T {
  invariant(!isRefused(outcome), `the demonstration was refused: ${JSON.stringify(outcome)}`)
  return outcome
}
