import type { Page } from '@playwright/test'
import { AMINA, CARLA } from '../people.ts'
import { expect as quick, test } from './peerside.ts'
import { fitsTheScreen, ridgewayOf, signIn } from './scene.ts'

const expect = quick.configure({ timeout: 30_000 })
const heading = (name: string) => ({ level: 1, name }) as const

/** Prints a deck of this size. Answers with its mark and the letters of its cards. */
async function printDeck(page: Page, size: number): Promise<{ mark: string; cards: string[] }> {
  await page.getByLabel('How many cards?').fill(String(size))
  await page.getByRole('button', { name: 'Make cards' }).click()
  await expect(page.locator('.deck-letters')).toHaveCount(size)
  const cards = await page.locator('.deck-letters').allTextContents()
  const mark = /^Deck (\w{4})$/.exec(await page.getByText(/^Deck \w{4}$/).first().textContent() ?? '')![1]!
  return { mark, cards }
}

async function showCard(page: Page, card: string): Promise<void> {
  await page.goto(`/ridgeway/enrol?lang=en#card=${card}`)
  await page.getByRole('button', { name: /^Go on with your card/ }).click()
}

test('Jonah prints a deck, a late-comer enrols with one of its cards, and once the deck is lost he withdraws it', async ({ device, server, expectAccessible }) => {
  test.setTimeout(300_000)
  const school = await ridgewayOf(server)
  const jonah = await device(CARLA.device)
  await signIn(jonah, school, 'Jonah Weiss', '/cards')
  await expect(jonah.getByRole('heading', heading('Cards and code'))).toBeVisible()
  const { mark, cards } = await printDeck(jonah, 4)
  for (const card of cards) expect(card).toMatch(/^(\w{4}-){4}\w{4}$/) // twenty letters: the issuer's
  await expectAccessible(jonah)
  await jonah.getByRole('button', { name: 'I have printed them' }).click()
  await expect(jonah.getByText(`Deck ${mark} for 2026-27`)).toBeVisible()
  await expect(jonah.getByText('You hold none of the program’s roster keys')).toHaveCount(0)
  await expectAccessible(jonah)
  await fitsTheScreen(jonah)

  const amina = await device(AMINA.device), toApp: string[] = []
  amina.on('request', (request) => { if (request.url().startsWith(server.address)) toApp.push(`${request.url()} ${request.postData() ?? ''}`) })
  await showCard(amina, cards[0]!)
  await expect(amina.getByRole('heading', heading('Keep a way back'))).toBeVisible()
  await amina.goto('/ridgeway/write')
  await expect(amina.getByLabel('What would you like to say?')).toBeVisible()
  expect(toApp.join('\n')).not.toContain(cards[0])
  expect(toApp.join('\n')).not.toContain(cards[0]!.replaceAll('-', ''))
  expect(toApp.join('\n')).toContain('"by":"token"') // she came in by the token, and it is what was looked into

  await test.step('the same card again is refused in a sentence', async () => {
    const finder = await device(AMINA.device)
    await showCard(finder, cards[0]!)
    await expect(finder.getByText('This card was used already.', { exact: false })).toBeVisible()
    await expect(finder.getByRole('button', { name: /^I have a card or a code/ })).toBeVisible() // it is not kept in hand
    await expectAccessible(finder)
  })

  await test.step('withdrawn, the deck is gone from the list and its cards open nothing; the account stays', async () => {
    await jonah.getByRole('button', { name: `Withdraw: deck ${mark}` }).click()
    await expect(jonah.getByText('nobody keeps which ones were', { exact: false })).toBeVisible()
    await expectAccessible(jonah)
    await jonah.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
    await expect(jonah.getByText(`Deck ${mark} withdrawn.`)).toBeVisible()
    await expect(jonah.getByText(`Deck ${mark} for 2026-27`)).toHaveCount(0)
    const finder = await device(AMINA.device)
    await showCard(finder, cards[1]!)
    await expect(finder.getByText('These letters are not on any card of this program.')).toBeVisible()
    await amina.reload()
    await expect(amina.getByLabel('What would you like to say?')).toBeVisible()
  })
})

test('Renée, who holds no key of the roster, prints cards of the program itself and cannot withdraw one of the issuer', async ({ device, server }) => {
  test.setTimeout(240_000)
  const school = await ridgewayOf(server)
  const jonah = await device(CARLA.device)
  await signIn(jonah, school, 'Jonah Weiss', '/cards')
  const { mark } = await printDeck(jonah, 2)
  const renee = await device(CARLA.device)
  await signIn(renee, school, 'Renée Lavoie', '/cards')
  await renee.getByRole('button', { name: `Withdraw: deck ${mark}` }).click()
  await renee.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await expect(renee.getByText('This is not signed by one of the program’s roster keys.', { exact: false })).toBeVisible()
  await renee.getByRole('button', { name: 'Keep' }).click()
  await expect(renee.getByText('You hold none of the program’s roster keys')).toBeVisible()
  await renee.getByLabel('How many cards?').fill('1')
  await renee.getByRole('button', { name: 'Make cards' }).click()
  await expect(renee.locator('.deck-letters')).toHaveText(/^(\w{4}-){3}\w{4}$/)
})
