import type { Page } from '@playwright/test'
import { AMINA } from '../people.ts'
import { withPasskeys } from './passkeys.ts'
import { expect as quick, MONDAY_TEN } from './peerside.ts'
import { CODE } from './scene.ts'
import { readSheet, type School, signInAtSchool, typeBack } from './school.ts'
import { test } from './sign-on.ts'

/** Two services, a school and eight tokens lie between some presses and their answer. */
const expect = quick.configure({ timeout: 30_000 })

const DAY_MS = 24 * 60 * 60_000
let student = 0
const nextStudent = (): string => `student${(student += 1)}`
const heading = (name: string) => ({ level: 1, name }) as const

test('onboarding week takes a student well under two minutes: sign in, one tap, the spare on paper, done', async ({ device, school, server }) => {
  const page = await device(AMINA.device)
  await withPasskeys(page)
  const toApp: string[] = [], toIssuer: string[] = []
  page.on('request', (request) => {
    const said = `${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`
    if (request.url().startsWith(server.address)) toApp.push(said)
    if (request.url().startsWith(server.issuer)) toIssuer.push(said)
  })
  const begun = Date.now()
  await page.goto(`/${school.slug}/enrol?lang=en#root=${school.signed.root.fingerprint}`)
  await expect(page.getByRole('heading', heading('Two minutes, once'))).toBeVisible()
  expect(page.url()).not.toContain('#')
  await page.getByRole('button', { name: /^Sign in with my school/ }).click()
  await signInAtSchool(page, nextStudent())
  await expect(page.getByRole('heading', heading('Keep a way back'))).toBeVisible()
  expect(page.url()).toBe(`${server.address}/${school.slug}/enrol`)
  await page.getByRole('button', { name: /^Passkey/ }).click()
  await expect(page.getByRole('heading', heading('A spare, for the worst case'))).toBeVisible()
  const sheet = await readSheet(page)
  expect(sheet.map((half) => half.length)).toEqual([12])
  await typeBack(page, sheet)
  await expect(page.getByRole('heading', heading('That was it'))).toBeVisible()
  expect(Date.now() - begun).toBeLessThan(60_000)

  // Neither service has heard what belongs to the other.
  const ticket = /ticket":"([\w-]{43})/.exec(toIssuer.join('\n'))![1]!, t = /"t":"([\w-]{43})/.exec(toIssuer.join('\n'))![1]!
  const account = /"pkAuth":"([\w-]{43})/.exec(toApp.join('\n'))![1]!, token = /"signature":"([\w-]{512})/.exec(toApp.join('\n'))![1]!
  for (const secret of [ticket, t]) expect(toApp.join('\n')).not.toContain(secret)
  for (const secret of [account, token, '"prepared"']) expect(toIssuer.join('\n')).not.toContain(secret)
  // The school's own page may name itself to the issuer; nothing ever names one of our two services to the other.
  const referrers = [...toApp, ...toIssuer].flatMap((said) => /"referer":"([^"]+)/i.exec(said)?.[1] ?? [])
  expect(referrers.filter((from) => from.startsWith(server.address) || from.startsWith(server.issuer))).toEqual([])
  expect([...toApp, ...toIssuer].join('\n')).not.toContain('"cookie":')
  // The spare comes without a session, and so does the question that its work answers.
  const aroundSpare = toApp.filter((said) => /\/(spares|admissions\/challenge) /.test(said))
  expect(aroundSpare).toHaveLength(2)
  expect(aroundSpare.join('\n')).not.toContain('authorization')
  expect(toApp.join('\n')).toContain('authorization') // what an open session would have looked like
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toContain('drawer')
  // What is needed to lose nothing is gone once nothing can be lost.
  await expect.poll(() => kept(page, school.slug)).toBe(false)
})

test('who signs in one week to book the next is told so on this device once that week is over, and until they close it', async ({ device, school, turnTo, expectAccessible }) => {
  test.setTimeout(180_000)
  await school.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1200 }])
  const page = await device(AMINA.device), mine = `/${school.slug}/mine?lang=en`
  const line = page.getByText('Your week is over')
  await page.goto(`/${school.slug}/write?lang=en`)
  await page.getByRole('button', { name: 'Ask for someone' }).click()
  await page.getByRole('button', { name: 'I have read' }).click()
  await page.getByRole('button', { name: /^Sign in now, book next week/ }).click()
  await signInAtSchool(page, nextStudent())
  await expect(page.getByRole('heading', heading('Keep a way back'))).toBeVisible()
  await turnTo(MONDAY_TEN + 6 * DAY_MS)
  await page.goto(mine)
  await expect(page.getByRole('link', { name: 'Book a time' })).toBeVisible()
  await expect(line).toHaveCount(0)
  await turnTo(MONDAY_TEN + 7 * DAY_MS)
  await page.goto(mine)
  await expect(line).toBeVisible()
  await expectAccessible(page)
  await page.goto(mine)
  await page.getByRole('button', { name: 'Thank you, close' }).click()
  await expect(line).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('link', { name: 'Book a time' })).toBeVisible()
  await expect(line).toHaveCount(0)
})

test('a refused card stays to be compared; the poster’s code opens an account that has no spare to keep, and no second one over it', async ({ device, school, expectAccessible }) => {
  test.setTimeout(120_000)
  const page = await device(AMINA.device), before = await accounts(school)
  const letters = page.getByLabel('The letters on it')
  const show = async (typed: string) => {
    await letters.fill(typed)
    await page.getByRole('button', { name: 'Go on', exact: true }).click()
  }
  await page.goto(`/${school.slug}/enrol?lang=en`)
  await page.getByRole('button', { name: /^I have a card or a code/ }).click()
  await show('0000-0000-0000-0000-0000')
  await expect(page.getByText('These letters are not on any card of this program.')).toBeVisible()
  await expect(letters).toHaveValue('0000-0000-0000-0000-0000')
  await expectAccessible(page)
  await show(CODE)
  await expect(page).toHaveURL(new RegExp(`/${school.slug}/way-back$`))
  await expect(page.getByRole('button', { name: /^Twelve words on paper/ })).toBeVisible()

  await page.goto(`/${school.slug}/enrol?lang=en`)
  await expect(page.getByRole('heading', heading('Show that a student holds this account'))).toBeVisible()
  await page.getByRole('button', { name: /^I have a card or a code/ }).click()
  await show(CODE)
  await expect(page.getByText('This one opens a new account, and you have one already.')).toBeVisible()
  expect(await accounts(school)).toBe(before + 1)
  await show(await school.printCard())
  await expect(page.getByRole('heading', heading('Keep a way back'))).toBeVisible()
  expect(await accounts(school)).toBe(before + 1)
})

test('where the connection fails behind the school’s sign-in, trying again needs no second one', async ({ device, school }) => {
  test.setTimeout(120_000)
  const page = await device(AMINA.device)
  await page.goto(`/${school.slug}/enrol?lang=en`)
  await page.getByRole('button', { name: /^Sign in with my school/ }).click()
  await page.route(/\/tokens$/, (route) => route.abort(), { times: 1 })
  await signInAtSchool(page, nextStudent())
  await page.getByRole('button', { name: 'Try again', exact: true }).click()
  await expect(page.getByRole('heading', heading('Keep a way back'))).toBeVisible()
})

/** Where a tab may be closed. Each step names what never came back, and whether the server had acted by then. */
const KILLED_AT: Readonly<Record<string, { readonly at: RegExp; readonly acted: boolean } | 'school'>> = {
  'on the school’s page': 'school',
  'back from the school, before the issuer is asked': { at: /\/tokens$/, acted: false },
  'after the issuer has signed, before its answer is here': { at: /\/tokens$/, acted: true },
  'with tokens, before the account is asked for': { at: /\/registrations\/challenge$/, acted: false },
  'after the account was made, before its answer is here': { at: /\/students$/, acted: true },
  'with an account, before its vault is written': { at: /\/vault$/, acted: false },
}

test('a tab closed at any step of issuing costs nothing: the same tokens, one account', async ({ device, school, server }) => {
  test.setTimeout(240_000)
  const earlier = server.said().length
  for (const [step, killed] of Object.entries(KILLED_AT)) await test.step(step, async () => {
    const person = nextStudent(), before = await accounts(school)
    const page = await device(AMINA.device), context = page.context()
    const blinded = new Set<string>()
    context.on('request', (request) => { if (request.url().endsWith('/tokens')) blinded.add((JSON.parse(request.postData()!) as { requests: { blinded: string }[] }).requests.map((one) => one.blinded).join()) })
    await page.goto(`/${school.slug}/enrol?lang=en`)
    await page.getByRole('button', { name: /^Sign in with my school/ }).click()
    await expect(page.getByLabel('Name')).toBeVisible()
    if (killed !== 'school') {
      const gone = new Promise<void>((resolve) => void context.route(killed.at, async (route) => {
        if (killed.acted) await route.fetch()
        await route.abort()
        resolve()
      }, { times: 1 }))
      await signInAtSchool(page, person)
      await gone
    }
    await page.close()

    const again = await context.newPage()
    await again.goto(`/${school.slug}/enrol?lang=en`)
    await expect(again.getByRole('heading', { level: 1 })).toHaveText(/Two minutes, once|Keep a way back/)
    if (await again.getByRole('heading', heading('Two minutes, once')).isVisible()) {
      await again.getByRole('button', { name: /^Sign in with my school/ }).click()
      // The school may remember its student, as schools do.
      await expect(again.getByLabel('Name').or(again.getByRole('heading', heading('Keep a way back')))).toBeVisible()
      if (await again.getByLabel('Name').isVisible()) await signInAtSchool(again, person)
    }
    await expect(again.getByRole('heading', heading('Keep a way back'))).toBeVisible()
    expect(blinded.size).toBe(1)
    expect(await accounts(school)).toBe(before + 1)
    await again.close()
  })
  expect(server.said().slice(earlier)).not.toMatch(/error/i)
})

/** Accounts written, and those that wait with their week. */
const accounts = async ({ ask, here }: School): Promise<number> => {
  const [found] = await ask<{ count: number }>(`select ((select count(*) from arrivals where program = $1) + (select count(*) from accounts where program = $1 and kind = 'student'))::int as count`, [here.id])
  return found!.count
}

/** Whether something of an unfinished enrolment lies on this device. */
const kept = (page: Page, slug: string): Promise<boolean> => page.evaluate(async (name) => {
  const database = await new Promise<IDBDatabase>((resolve) => { const asked = indexedDB.open('drawer'); asked.onsuccess = () => resolve(asked.result) })
  const found = await new Promise((resolve) => { const asked = database.transaction('device').objectStore('device').get(`${name}/enrolment`); asked.onsuccess = () => resolve(asked.result) })
  database.close()
  return found !== undefined
}, slug)
