import type { Page } from '@playwright/test'
import { AMINA, NARROW } from '../people.ts'
import { withPasskeys } from './passkeys.ts'
import { expect as quick, test } from './peerside.ts'
import { enrolWithCard, openSchool, readSheet, type School, typeBack } from './school.ts'

const expect = quick.configure({ timeout: 30_000 })
const heading = (name: string) => ({ level: 1, name }) as const
const keysOpen = (page: Page) => expect(page.getByRole('heading', heading('My keys'))).toBeVisible()
/** The list has it; the toast may be of another way, kept a moment ago. */
const keptNow = (page: Page, way: string) => expect(page.getByRole('button', { name: `Remove: ${way}`, exact: true })).toBeVisible()

async function comeBack(page: Page, school: School, way: RegExp): Promise<void> {
  await page.goto(`/${school.slug}/return?lang=en`)
  await page.getByRole('button', { name: way }).click()
}

async function openWithWords(page: Page, school: School, words: readonly string[]): Promise<void> {
  await comeBack(page, school, /^Use my twelve words/)
  await page.getByLabel('Your twelve words').fill(words.join(' '))
  await page.getByRole('button', { name: 'Open' }).click()
}

async function openWithPassphrase(page: Page, school: School, { handle, passphrase }: Passphrase): Promise<void> {
  await comeBack(page, school, /^Use my passphrase/)
  await page.getByLabel('Name on your sheet').fill(handle)
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Open' }).click()
}

interface Passphrase { readonly handle: string; readonly passphrase: string }

async function addPassphrase(page: Page): Promise<Passphrase> {
  await page.getByRole('button', { name: 'Add a way back' }).click()
  await page.getByRole('button', { name: /^Passphrase/ }).click()
  await page.locator('.secret-line').first().waitFor()
  const [handle, passphrase] = await page.locator('.secret-line').allTextContents() as [string, string]
  await page.getByLabel('Type the passphrase once').fill(passphrase)
  await page.getByRole('button', { name: 'Keep this way back' }).click()
  await keptNow(page, 'Passphrase')
  return { handle, passphrase }
}

async function addWords(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Add a way back' }).click()
  await page.getByRole('button', { name: /^Twelve words on paper/ }).click()
  const [words] = await readSheet(page)
  await page.getByRole('button', { name: 'I have them' }).click()
  for (const label of await page.locator('label', { hasText: /^Word \d+$/ }).allTextContents()) await page.getByLabel(label, { exact: true }).fill(words![Number(label.slice(5)) - 1]!)
  await page.getByRole('button', { name: 'Keep this way back' }).click()
  await keptNow(page, 'Twelve words on paper')
  return words!
}

/** What was sealed is there: the token, out of the vault, on whichever device the account was opened. */
async function isProven(page: Page, school: School): Promise<void> {
  await expect(page).toHaveURL(/\/mine$/)
  await page.goto(`/${school.slug}/enrol?lang=en`)
  await expect(page.getByRole('heading', heading('You are enrolled'))).toBeVisible()
}

/** As a browser that was wiped, on a phone whose passkeys came along. */
async function wipe(page: Page, server: { address: string }): Promise<void> {
  await page.goto('about:blank')
  const chrome = await page.context().newCDPSession(page)
  await chrome.send('Storage.clearDataForOrigin', { origin: server.address, storageTypes: 'all' })
}

test('an account made by token outlives a new device, a changed passphrase and a lost passkey, and nothing sealed is lost', async ({ device, server }) => {
  test.setTimeout(300_000)
  const school = await openSchool(server)
  const phone = await device(AMINA.device)
  await withPasskeys(phone)
  await enrolWithCard(phone, school)
  await phone.getByRole('button', { name: /^Passkey/ }).click()
  await expect(phone.getByRole('heading', heading('A spare, for the worst case'))).toBeVisible()
  const spare = await readSheet(phone)
  await typeBack(phone, spare)
  await expect(phone.getByRole('heading', heading('That was it'))).toBeVisible()

  await test.step('a new phone opens it with the passkey', async () => {
    await wipe(phone, server)
    await phone.goto(`/${school.slug}/keys?lang=en`)
    await expect(phone.getByRole('heading', heading('Welcome back'))).toBeVisible()
    await comeBack(phone, school, /^Use a passkey/)
    await isProven(phone, school)
  })

  await phone.goto(`/${school.slug}/keys?lang=en`)
  await keysOpen(phone)
  const [words, old] = [await addWords(phone), await addPassphrase(phone)]

  await test.step('a computer opens it with the twelve words', async () => {
    const computer = await device(NARROW)
    await openWithWords(computer, school, words)
    await isProven(computer, school)
  })

  await test.step('a changed passphrase: the old one is refused, the new one opens', async () => {
    const asked = await device(NARROW)
    await openWithPassphrase(asked, school, old)
    await expect(asked).toHaveURL(/\/mine$/) // the old one did open, until it was changed
    await phone.getByRole('button', { name: 'Remove: Passphrase' }).click()
    await expect(phone.getByRole('button', { name: 'Remove: Passphrase' })).toHaveCount(0)
    const fresh = await addPassphrase(phone), computer = await device(NARROW)
    await openWithPassphrase(computer, school, old)
    await expect(computer.getByText('Nothing opens with this. Check the spelling, or use another way back.')).toBeVisible()
    await openWithPassphrase(computer, school, fresh)
    await isProven(computer, school)
  })

  await test.step('a lost passkey is removed: it opens nothing for a finder, and the words still open', async () => {
    await phone.getByRole('button', { name: 'Remove: Passkey' }).click()
    await expect(phone.getByRole('button', { name: 'Remove: Passkey' })).toHaveCount(0)
    await wipe(phone, server)
    await comeBack(phone, school, /^Use a passkey/)
    await expect(phone.getByText('Nothing opens with this. Check the spelling, or use another way back.')).toBeVisible()
    await openWithWords(phone, school, words)
    await isProven(phone, school)
  })

  await test.step('and the spare lies where it was', async () => {
    const last = await device(AMINA.device)
    await last.goto(`/${school.slug}/lost?lang=en`)
    await last.getByRole('button', { name: /^I have a spare/ }).click()
    await last.getByLabel('The twelve words of your spare').fill(spare[0]!.join(' '))
    await last.getByRole('button', { name: 'Open a new account' }).click()
    await expect(last.getByRole('heading', heading('Keep a way back'))).toBeVisible()
  })
})
