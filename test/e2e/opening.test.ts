import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { openPool } from '../../src/platform/db/pool.ts'
import { readCode, spellCode } from '../../src/rooms/accounts/rules.ts'
import { createProgram } from '../../src/rooms/programs/actions.ts'
import { canon } from '../../src/sealed/canon.ts'
import { BRUNO, CARLA, COLIN, DARIO, FARAH } from '../people.ts'
import { expect, test } from './peerside.ts'
import type { TestServer } from './server.ts'

/** A program as `npm start` leaves it, nothing set up, and Carla with an invitation. */
async function newProgram(server: TestServer): Promise<{ slug: string; program: string; link: string; owner: pg.Client }> {
  const slug = `o-${randomBytes(4).toString('hex')}`, program = randomUUID(), carla = randomUUID()
  const pool = openPool(server.appUrl, 1)
  await createProgram({ program, pool }, { slug, names: { en: 'Ridgeway Peer Support' }, today: '2026-10-05' })
  await pool.end()
  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  await owner.query(`insert into people (program, id, full_name, joined_on) values ($1, $2, $3, '2026-10-05')`, [program, carla, CARLA.name])
  await owner.query(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'coordinator', '2026-10-05')`, [program, carla])
  const code = spellCode(randomBytes(15))
  const hash = createHash('sha256').update(canon('ps1/invitation', readCode(code)!)).digest()
  await owner.query(`insert into invitations (program, subject, key_hash, expires_on) values ($1, $2, $3, '2027-12-31')`, [program, carla, hash])
  return { slug, program, link: `/${slug}/join#${code}`, owner }
}

/** What others do on their own devices: Colin joins as a coordinator, Bruno and Farah get ready as supporters. */
async function othersGetReady(owner: pg.Client, program: string): Promise<void> {
  await owner.query(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on)
    select $1, p.id, c.id, 2026, false, '2026-10-05' from people p, cohorts c where p.program = $1 and c.program = $1 and c.ended_on is null on conflict do nothing`, [program])
  for (const [name, role] of [[COLIN.name, 'coordinator'], [BRUNO.name, 'supporter'], [FARAH.name, 'supporter']] as const) {
    const person = randomUUID(), account = randomBytes(16).toString('base64url')
    await owner.query(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'staff')`, [program, account, randomBytes(32), randomBytes(32)])
    await owner.query('insert into people (program, id, account, full_name, joined_on) values ($1, $2, $3, $4, $5)', [program, person, account, name, '2026-10-05'])
    await owner.query(`insert into role_grants (program, person, role, granted_on) values ($1, $2, $3, '2026-10-05')`, [program, person, role])
    await owner.query(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on)
      select $1, $2, id, 2026, false, '2026-10-05' from cohorts where program = $1 and ended_on is null`, [program, person])
    if (role === 'supporter') {
      await owner.query(`insert into supporters (program, person, display_name, languages) values ($1, $2, $3, '{en}')`, [program, person, name])
      await owner.query(`insert into supporter_agreements (program, person, signed_on) values ($1, $2, '2026-10-05')`, [program, person])
      await owner.query(`insert into notice_channels (program, person, kind, reach, locale) values ($1, $2, 'mail', '{"address":"x@ridgeway.example"}', 'en')`, [program, person])
      await owner.query(`insert into alert_confirmations (program, person, confirmed_on) values ($1, $2, '2026-10-05')`, [program, person])
    }
  }
  for (const kind of ['words', 'passkey']) {
    await owner.query(`insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed)
      select $1, account, $2, 1, decode(md5(account || $2), 'hex'), $3, $4 from people where program = $1 and account is not null`, [program, kind, randomBytes(32), randomBytes(60)])
  }
}

const heading = (page: Page, name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true }).click()

test('Carla sets up a program, answers whom she assesses, and opens the doors when everything is ready', async ({ device, server, expectAccessible }) => {
  test.setTimeout(240_000)
  const { slug, program, link, owner } = await newProgram(server)
  const page = await device(CARLA.device)
  await page.goto(link)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await heading(page, 'Keep a way back')
  await page.goto(`/${slug}/staff`)
  await page.getByRole('link', { name: /Set up your program/ }).click()

  await heading(page, 'What is your program called?')
  await expect(page.getByLabel('Full name in English')).toHaveValue('Ridgeway Peer Support')
  await page.getByLabel('Full name in French').fill('Entraide Ridgeway')
  await expectAccessible(page)
  await next(page)
  await heading(page, /neutral name/)
  await next(page)
  await heading(page, 'Where is your school?')
  await page.getByLabel('Province or territory').selectOption('Ontario')
  await next(page)
  await heading(page, 'Which languages, and which clock?')
  await next(page)

  await test.step('a new cohort asks at once whom she assesses, and set-up goes on where it was', async () => {
    await heading(page, /Which cohorts/)
    await page.getByLabel('Cohort 1 in English').fill('Nursing, year 1')
    await next(page)
    await heading(page, 'Whom do you assess?')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await expect(page.getByText('Please answer for each cohort.')).toBeVisible()
    await page.getByRole('radio', { name: 'No', exact: true }).check({ force: true })
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await heading(page, 'Where do they study?')
  })
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await heading(page, 'What may students bring?')
  await expectAccessible(page)
  await next(page)
  await heading(page, 'How do people meet?')
  await next(page)
  await heading(page, /Who answers an emergency/)
  await page.getByLabel('Name of the service in English').fill('Campus security')
  await page.getByLabel('Phone number').fill('not a number')
  await next(page)
  await expect(page.getByText(/does not look like a phone number/)).toBeVisible()
  await page.getByLabel('Phone number').fill('613 555 0100')
  await next(page)
  await heading(page, 'The basics are in place')
  await page.getByRole('link', { name: 'See the opening checklist' }).click()

  await heading(page, 'Opening checklist')
  await expect(page.getByRole('button', { name: 'Open the doors to students' })).toBeDisabled()
  await expectAccessible(page)
  await page.getByText('No', { exact: true }).click()
  await expect(page.getByText(`Answered by ${CARLA.name} on 5 October 2026`)).toBeVisible()

  await test.step('the limits text is reviewed by a named person', async () => {
    await page.goto(`/${slug}/staff/program/limits`)
    await heading(page, 'Limits of confidentiality')
    await expectAccessible(page)
    await page.getByLabel('Name of the person who reviewed it').fill('Dario Ricci')
    await page.getByLabel('Day of the review').fill('2026-10-09')
    await page.getByRole('button', { name: 'Record the review' }).click()
    await expect(page.getByText(/cannot lie in the future/)).toBeVisible()
    await page.getByLabel('Day of the review').fill('2026-10-05')
    await page.getByRole('button', { name: 'Record the review' }).click()
    await expect(page.getByText(/^Students see version \d$/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Write a new version' }).click()
    await expectAccessible(page)
  })

  await test.step('each crisis line is checked', async () => {
    await page.goto(`/${slug}/staff/program/lines`)
    await heading(page, 'Crisis lines')
    await expectAccessible(page)
    const checks = page.getByRole('button', { name: /^Checked today/ })
    await expect(checks.first()).toBeVisible()
    const count = await checks.count()
    for (let at = 0; at < count; at += 1) {
      await checks.nth(at).click()
      await expect(page.getByText(`by ${CARLA.name}`)).toHaveCount(at + 1)
    }
    await page.getByRole('button', { name: 'Add a campus line' }).click()
    await expectAccessible(page)
  })

  await page.goto(`/${slug}/staff/program/opening`)
  await expect(page.getByText('Two coordinators, each with two ways back in')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open the doors to students' })).toBeDisabled()
  await othersGetReady(owner, program)
  await page.reload()
  await page.getByRole('button', { name: 'Open the doors to students' }).click()
  await expect(page.getByText('Open since 5 October 2026')).toBeVisible()

  await test.step('an open program warns and stays open when a coordinator leaves', async () => {
    await owner.query(`delete from role_grants where program = $1 and role = 'coordinator' and person <> (select id from people where program = $1 and full_name = $2)`, [program, CARLA.name])
    await page.reload()
    await expect(page.getByText(/Students are not turned away/)).toBeVisible()
    await expect(page.getByText('Open to students')).toBeVisible()
  })
  await owner.end()
})

test('Carla invites people, gives roles, and cannot be the last coordinator to leave', async ({ device, server, expectAccessible }) => {
  test.setTimeout(300_000)
  const { slug, program, link, owner } = await newProgram(server)
  await owner.query(`insert into cohorts (program, names, position) values ($1, '{"en":"Dentistry, year 2"}', 0)`, [program])
  const page = await device(CARLA.device)
  await page.goto(link)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await heading(page, 'Keep a way back')
  await page.goto(`/${slug}/staff/people`)
  await page.getByRole('radio', { name: 'No', exact: true }).check({ force: true })
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await heading(page, 'People')

  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Full name').fill(BRUNO.name)
  await page.getByLabel('E-mail address').fill(BRUNO.email)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add and make an invitation' }).click()
  await expect(page.getByRole('heading', { name: `Invitation for ${BRUNO.name}` })).toBeVisible()
  await expect(page.getByText(new RegExp(`/${slug}/join#`))).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(/Invited until/)).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: `Details of ${CARLA.name}` }).click()
  await page.getByRole('button', { name: 'End: Coordinator' }).click()
  await expect(page.getByText(/last coordinator who can sign in/)).toBeVisible()
  await expectAccessible(page)
  await owner.end()
})

test('no hour of the week is left without an answer to emergencies, and an assessor answers none', async ({ device, server, expectAccessible }) => {
  test.setTimeout(300_000)
  const { slug, program, link, owner } = await newProgram(server)
  const [dario, account, cohort] = [randomUUID(), randomBytes(16).toString('base64url'), randomUUID()]
  await owner.query(`insert into cohorts (program, id, names, position) values ($1, $2, '{"en":"Medicine, year 1"}', 0)`, [program, cohort])
  await owner.query(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'staff')`, [program, account, randomBytes(32), randomBytes(32)])
  await owner.query('insert into people (program, id, account, full_name, joined_on) values ($1, $2, $3, $4, $5)', [program, dario, account, DARIO.name, '2026-10-05'])
  await owner.query(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'on-call', '2026-10-05')`, [program, dario])
  const assesses = (yes: boolean) => owner.query(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on) values ($1, $2, $3, 2026, $4, '2026-10-05')
    on conflict on constraint assessor_answers_pk do update set assesses = excluded.assesses`, [program, dario, cohort, yes])
  await assesses(false)
  const page = await device(CARLA.device)
  await page.goto(link)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await heading(page, 'Keep a way back')
  await page.goto(`/${slug}/staff/program/emergency`)
  await page.getByText('No', { exact: true }).click()
  await page.getByRole('button', { name: 'Send my answers' }).click()

  await heading(page, 'Who answers emergencies')
  await expect(page.getByText('168 hours of the week have nobody on call.')).toBeVisible()
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) await page.getByText(day, { exact: true }).click()
  await page.getByLabel('From').selectOption('20:00')
  await page.getByLabel('Until').selectOption('8:00')
  await page.getByRole('button', { name: 'Add hours' }).click()
  await expect(page.getByText('84 hours of the week have nobody on call.')).toBeVisible()
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) await page.getByText(day, { exact: true }).click()
  await page.getByLabel('From').selectOption('8:00')
  await page.getByLabel('Until').selectOption('20:00')
  await page.getByRole('button', { name: 'Add hours' }).click()
  await expect(page.getByText('Somebody is on call at all 168 hours of the week.')).toBeVisible()
  await expectAccessible(page)

  await assesses(true)
  await page.reload()
  await expect(page.getByText('168 hours of the week have nobody on call.')).toBeVisible()
  await owner.end()
})
