import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import { freshDatabase, type TestDatabase } from '../../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../../test/open-program.ts'
import { listedSupporters, readinessForOpening, supporterStandings } from '../actions.ts'
import type { Profile } from '../rules.ts'
import { addImportedSupporter, allSupporters, noteAgreement, ownProfile, pauseSupporting, resumeSupporting, saveProfile, signAgreement } from './profile.ts'

const TODAY = '2026-11-23'
let base: TestDatabase, db: Db, here: OpenProgram, bruno: string, topic: string
const who = (person: string) => ({ person, today: TODAY })
const profile = (part: Partial<Profile> = {}): Profile =>
  ({ displayName: 'Bruno', cohort: null, site: null, languages: ['en', 'fr'], topics: [], about: 'I listen.', experiences: [], ...part })
const listed = (eligible: boolean) => inTransaction(db, (tx) => listedSupporters(tx, TODAY, { eligible }))
const standing = async (person: string) => (await inTransaction(db, (tx) => supporterStandings(tx, TODAY, person)))[0]

/** Invited, with the role, and nothing done yet. */
async function newcomer(fullName: string): Promise<string> {
  const id = randomUUID()
  await base.owner(`insert into people (program, id, full_name, joined_on) values ($1, $2, $3, '2026-11-01')`, [db.program, id, fullName])
  await base.owner(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'supporter', '2026-11-01')`, [db.program, id])
  return id
}

beforeAll(async () => {
  base = await freshDatabase()
  here = await openProgram(base)
  db = base.of(here.here.id)
  bruno = (await here.addSupporter('Bruno Silva')).id
  topic = randomUUID()
  await base.owner(`insert into topics (program, id, key, names, position) values ($1, $2, 'sleep-again', '{"en":"Sleep"}', 99)`, [db.program, topic])
})

describe('a supporter\u2019s profile', () => {
  test('is kept as written, and students see it', async () => {
    expect(await saveProfile(db, who(bruno), profile({ topics: [topic], displayName: ' Bruno  S. ' }))).toMatchObject({ profile: { displayName: 'Bruno S.', topics: [topic] }, standing: 'ready' })
    expect(await listed(true)).toMatchObject([{ id: bruno, displayName: 'Bruno S.', topics: [topic], about: 'I listen.' }])
  })
  test('shows lived experience only item by item, and only to registered students', async () => {
    await saveProfile(db, who(bruno), profile({ experiences: [{ wording: 'chronic illness', shown: true }, { wording: 'a parent', shown: false }] }))
    expect((await listed(true))[0]?.experiences).toEqual(['chronic illness'])
    expect((await listed(false))[0]?.experiences).toEqual([])
    await saveProfile(db, who(bruno), profile())
    expect((await listed(true))[0]?.experiences).toEqual([])
  })
  test('is refused with a full name beside lived experience, and keeps what it was', async () => {
    expect(await saveProfile(db, who(bruno), profile({ displayName: 'Bruno Silva', experiences: [{ wording: 'a parent', shown: true }] }))).toMatchObject({ refused: 'full-name-beside-experience' })
    expect(await ownProfile(db, who(bruno))).toMatchObject({ profile: { displayName: 'Bruno' } })
  })
  test('hides lived experience when the name in the people room becomes the one that is shown', async () => {
    await saveProfile(db, who(bruno), profile({ displayName: 'Bruno S', experiences: [{ wording: 'a parent', shown: true }] }))
    await base.owner(`update people set full_name = 'Bruno S' where id = $1`, [bruno])
    expect((await listed(true))[0]?.experiences).toEqual([])
    await base.owner(`update people set full_name = 'Bruno Silva' where id = $1`, [bruno])
    await saveProfile(db, who(bruno), profile())
  })
  test('cannot take a name that another supporter goes by', async () => {
    const farah = (await here.addSupporter('Farah Nguyen')).id
    expect(await saveProfile(db, who(farah), profile({ displayName: 'bruno' }))).toEqual({ refused: 'display-name-taken' })
  })
  test('cannot point at a topic that is not there', async () => {
    expect(await saveProfile(db, who(bruno), profile({ topics: [randomUUID()] }))).toEqual({ refused: 'choice-unknown' })
  })
  test('is nobody\u2019s who is not a supporter', async () => {
    expect(await ownProfile(db, who(randomUUID()))).toEqual({ refused: 'not-found' })
  })
})

describe('standing', () => {
  test('a newcomer is told everything that is missing', async () => {
    expect(await standing(await newcomer('Nadia Roy'))).toMatchObject({
      standing: 'not-ready', missing: ['account', 'two-ways-back', 'alert-confirmed', 'agreement-signed', 'assessor-answers', 'languages'],
    })
  })
  test('signing the agreement crosses it off', async () => {
    const nadia = await newcomer('Nadia Ray')
    expect(await signAgreement(db, who(nadia))).toMatchObject({ agreementSignedOn: TODAY })
    expect((await standing(nadia))?.missing).not.toContain('agreement-signed')
  })
  test('an agreement on paper is noted by a coordinator, never for a day to come', async () => {
    const omar = await newcomer('Omar Roy')
    expect(await noteAgreement(db, who(omar), '2026-12-01')).toEqual({ refused: 'day-in-future' })
    expect(await noteAgreement(db, who(omar), '2026-11-02')).toEqual({ signedOn: '2026-11-02' })
    expect((await allSupporters(db, TODAY)).supporters.find((s) => s.person === omar)?.agreementSignedOn).toBe('2026-11-02')
  })
  test('a pause takes effect at once, asks for no reason, and leaves no trace when it ends', async () => {
    expect(await pauseSupporting(db, who(bruno))).toMatchObject({ standing: 'paused' })
    expect((await listed(true)).map((s) => s.id)).not.toContain(bruno)
    expect(await resumeSupporting(db, who(bruno))).toMatchObject({ standing: 'ready' })
    expect(await base.owner('select * from supporter_pauses')).toEqual([])
  })
  test('who examines one year is there for the others, and every student can see it', async () => {
    const year2 = randomUUID()
    await base.owner(`insert into cohorts (program, id, names, position) values ($1, $2, '{"en":"MD2"}', 2)`, [db.program, year2])
    expect((await standing(bruno))?.missing).toEqual(['assessor-answers'])
    await base.owner(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on) values ($1, $2, $3, 2026, true, $4)`, [db.program, bruno, year2, TODAY])
    expect((await listed(false)).find((s) => s.id === bruno)).toMatchObject({ examines: [year2], reaches: [here.cohort] })
    await base.owner(`update assessor_answers set assesses = true where person = $1`, [bruno])
    expect((await standing(bruno))?.missing).toEqual(['cohort-to-support'])
  })
  test('who has left is a former supporter, and is not listed', async () => {
    const gone = (await here.addSupporter('Gael Cote')).id
    await base.owner(`insert into departures (program, person, left_on) values ($1, $2, $3)`, [db.program, gone, TODAY])
    expect((await standing(gone))?.standing).toBe('alumni')
    expect((await listed(true)).map((s) => s.id)).not.toContain(gone)
  })
  test('for the opening, a supporter who lacks only the test alert counts and is named', async () => {
    await base.owner(`delete from cohorts where id not in (select cohort from assessor_answers)`)
    const iris = (await here.addSupporter('Iris Lam')).id
    await base.owner(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on)
      select $1, $2, id, 2026, false, $3 from cohorts on conflict do nothing`, [db.program, iris, TODAY])
    await base.owner(`delete from alert_confirmations where person = $1`, [iris])
    const facts = await inTransaction(db, (tx) => readinessForOpening(tx, TODAY))
    expect(facts.untestedSupporters).toEqual([{ id: iris, name: 'Iris Lam' }])
    expect(facts.readySupporters).toBeGreaterThanOrEqual(1)
  })
})

describe('a supporter from a spreadsheet', () => {
  test('gets a first display name, and lived experience waits unseen', async () => {
    const amara = await newcomer('Amara Okafor')
    const input = { person: amara, fullName: 'Amara Okafor', cohort: null, site: null, languages: ['en'], topics: [], about: '', experiences: ['rural background'], agreementSignedOn: '2026-09-06' }
    expect(await inTransaction(db, (tx) => addImportedSupporter(tx, input, TODAY))).toBe('added')
    expect(await inTransaction(db, (tx) => addImportedSupporter(tx, { ...input, languages: ['fr'] }, TODAY))).toBe('already-there')
    expect(await ownProfile(db, who(amara))).toMatchObject({
      agreementSignedOn: '2026-09-06', profile: { displayName: 'Amara', languages: ['en'], experiences: [{ wording: 'rural background', shown: false }] },
    })
  })
})
