import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { readCode, spellCode } from '../../src/rooms/accounts/rules.ts'
import type { Role } from '../../src/rooms/people/rules.ts'
import { canon } from '../../src/sealed/canon.ts'
import { openProgram, type OpenProgram } from '../open-program.ts'
import { expect, MONDAY_TEN } from './peerside.ts'
import type { RidgewaySchool, TestServer } from './server.ts'

export const HOUR = 3_600_000
/** Tuesday 6 October 2026, 18:00 in Montreal. */
export const TUESDAY_18 = Date.UTC(2026, 9, 6, 22)
export const CODE = 'k3f9-27tm'

/** A program that is open, with its owner's SQL at hand for what other people have done meanwhile. */
export interface Scene extends OpenProgram {
  readonly slug: string
  readonly ask: <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<R[]>
  /** Somebody of the staff who is no supporter. */
  addStaff(name: string, role: Role): Promise<string>
}

export async function openScene(server: TestServer): Promise<Scene> {
  const ask = <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> => asOwner<R>(server, text, values)
  const slug = `p-${randomBytes(4).toString('hex')}`
  const program = await openProgram({ owner: ask, program: async () => ({ program: await newProgram(ask, slug), pool: null as never }) }, slug)
  await ask(`insert into admission_codes (program, generation, code, made_on) values ($1, 1, $2, '2026-10-01')`, [program.here.id, CODE])
  const addStaff = async (name: string, role: Role): Promise<string> => {
    const id = randomUUID()
    await ask(`insert into people (program, id, full_name, joined_on) values ($1, $2, $3, '2026-09-01')`, [program.here.id, id, name])
    await ask(`insert into role_grants (program, person, role, granted_on) values ($1, $2, $3, '2026-09-01')`, [program.here.id, id, role])
    await ask(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on) values ($1, $2, $3, 2026, false, '2026-09-01')`, [program.here.id, id, program.cohort])
    return id
  }
  return { ...program, slug, ask, addStaff }
}

async function newProgram(ask: Scene['ask'], slug: string): Promise<string> {
  const [made] = await ask<{ id: string }>(`insert into programs (id, slug, names, public_names, country, locales, time_zone)
    values (gen_random_uuid(), $1, '{"en":"Ridgeway","fr":"Ridgeway","zh":"Ridgeway"}', '{"en":"Commons","fr":"Le Carré","zh":"广场"}', 'CA', '{en,fr,zh}', 'America/Toronto') returning id`, [slug])
  return made!.id
}

/** Opens an invitation on this device: the person's keys are made here, and two ways back are on paper elsewhere. */
export async function comeIn(page: Page, scene: Scene, person: string, path: string): Promise<void> {
  const code = spellCode(randomBytes(15))
  const hash = createHash('sha256').update(canon('ps1/invitation', readCode(code)!)).digest()
  await scene.ask('update people set account = null where id = $1', [person])
  await scene.ask(`insert into invitations (program, subject, key_hash, expires_on) values ($1, $2, $3, '2027-12-31')`, [scene.here.id, person, hash])
  await page.goto(`/${scene.slug}/join?lang=en#${code}`)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Keep a way back' })).toBeVisible()
  for (const kind of ['words', 'passkey']) {
    await scene.ask(`insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed) select program, account, $2, 1, $3, $4, $5 from people where id = $1`,
      [person, kind, randomBytes(16), randomBytes(32), randomBytes(60)])
  }
  await page.goto(`/${scene.slug}/staff${path}`)
}

/** The demonstration's school on this server, made on a Monday in October. */
export async function ridgewayOf(server: TestServer): Promise<RidgewaySchool> {
  await server.turnTo(MONDAY_TEN)
  return server.ridgeway()
}

/** Signs somebody of the demonstration in with the twelve words that it prints. */
export async function signIn(page: Page, school: RidgewaySchool, name: string, path = ''): Promise<void> {
  await page.goto('/ridgeway/staff/sign-in?lang=en')
  await page.getByRole('button', { name: /^Use my twelve words/ }).click()
  await page.getByLabel('Your twelve words').fill(school.waysIn.find((one) => one.name === name)!.words.join(' '))
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome back' })).toHaveCount(0)
  if (path) await page.goto(`/ridgeway/staff${path}`)
}

/** A time on the page "Find a time", such as "18:00" with Bruno. */
export const timeWith = (page: Page, name: string, clock: string) => page.getByRole('list', { name: `Times with ${name}` }).getByRole('link', { name: clock }).first()

interface FirstVisit {
  readonly slug: string
  readonly code?: string
  readonly name?: string
  readonly clock: string
  readonly format?: RegExp
}

/** A student's first booking, from the link on a poster. Tests share the demonstration's school, so each takes a time there that no other test takes. */
export async function bookFirst(page: Page, { slug, code = CODE, name = 'Bruno', clock, format = /video/i }: FirstVisit): Promise<void> {
  await page.goto(`/${slug}/?lang=en#code=${code}`)
  await page.getByRole('link', { name: /Book a time/ }).click()
  const times = page.getByRole('list', { name: `Times with ${name}` })
  await expect(times).toBeVisible({ timeout: 60_000 })
  if (!(await timeWith(page, name, clock).count())) await times.locator('..').getByRole('button', { name: /more times/ }).click()
  await timeWith(page, name, clock).click()
  const way = page.getByRole('radio', { name: format })
  if (!(await way.isChecked())) await way.check()
  await page.getByRole('button', { name: 'Book this time' }).click()
  await page.getByRole('button', { name: 'I have read' }).click()
  await expect(page.getByRole('heading', { name: 'It is booked' })).toBeVisible({ timeout: 60_000 })
}

export const fitsTheScreen = async (page: Page): Promise<void> => {
  await page.evaluate(() => document.fonts.ready) // the letters that stand in until then are wider
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
}

async function asOwner<R extends pg.QueryResultRow>(server: TestServer, text: string, values: readonly unknown[]): Promise<R[]> {
  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  try { return (await owner.query<R>(text, [...values])).rows } finally { await owner.end() }
}
