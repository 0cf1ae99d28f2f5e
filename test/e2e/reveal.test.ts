import type { BrowserContextOptions, Page } from '@playwright/test'
import { AMINA, BRUNO } from '../people.ts'
import { expect, test } from './peerside.ts'
import { openMenu, picture } from './safety-scene.ts'
import { fitsTheScreen } from './scene.ts'
import type { TestServer } from './server.ts'
import { openTalk, talkingPair, untilQuiet, write } from './talkers.ts'

const PHONE = { ...BRUNO.device, locale: 'en-CA' }

/** The two in their conversation, once she has said good evening. */
async function greeted(server: TestServer, device: (options: BrowserContextOptions) => Promise<Page>): Promise<{ readonly amina: Page; readonly bruno: Page }> {
  const pair = await talkingPair(server)
  const [amina, bruno] = [await device({ ...AMINA.device, locale: 'en-CA' }), await device(PHONE)]
  await openTalk(amina, pair, pair.amina)
  await openTalk(bruno, pair, pair.bruno)
  await write(amina, 'Good evening.')
  await expect(bruno.getByText('Good evening.').first()).toBeVisible()
  return { amina, bruno }
}

/** Read anew once a minute, whatever is said. */
const BY_ITSELF = /^\/api\/[^/]+\/(keys|roster)$/

/** Everything that a page asks of anybody, with what it sends along. */
function listen(page: Page): { readonly method: string; readonly path: string; readonly body: string }[] {
  const asked: { method: string; path: string; body: string }[] = []
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname
    if (!BY_ITSELF.test(path)) asked.push({ method: request.method(), path, body: request.postData() ?? '' })
  })
  return asked
}

test('Amina tells Bruno who she is: he alone reads it, for a minute, and on the wire it is a thank-you', async ({ device, server, expectAccessible }) => {
  const { amina, bruno } = await greeted(server, device)
  await expect(amina.getByText('Read', { exact: true })).toBeVisible()
  await untilQuiet(amina) // what the page fetches by itself is there
  const asked = listen(amina)

  const thanks = await test.step('first a thank-you, to compare with', async () => {
    await write(amina, 'Thank you.')
    await expect(amina.locator('.line-said', { hasText: 'Thank you.' })).toBeVisible()
    await expect(amina.getByText('Read', { exact: true })).toBeVisible()
    await untilQuiet(amina)
    return asked.splice(0)
  })

  await test.step('she writes, changes her mind, and nothing was sent', async () => {
    await openMenu(amina)
    await picture(amina, 'reveal-1-menu')
    await amina.getByRole('button', { name: /^Share who I am/ }).click()
    await expect(amina.getByRole('heading', { name: 'Tell Bruno who you are' })).toBeVisible()
    await amina.getByLabel('Your name').fill('Amina Haddad')
    await expect(amina.getByRole('button', { name: 'Tell Bruno' })).toBeDisabled()
    await amina.getByLabel('How to reach you').fill('514 555 0142')
    await expect(amina.getByRole('button', { name: 'Tell Bruno' })).toBeDisabled()
    await expectAccessible(amina)
    await picture(amina, 'reveal-2-form')
    // Letters that take three bytes each: what is longer than an ordinary message could be told from it.
    await amina.getByLabel('How to reach you').fill('城'.repeat(60))
    await amina.getByLabel('Your name').fill('何'.repeat(40))
    await amina.getByRole('checkbox', { name: /it cannot be taken back/ }).check()
    await expect(amina.getByText('Keep it short')).toBeVisible()
    await expect(amina.getByRole('button', { name: 'Tell Bruno' })).toBeDisabled()
    await amina.getByLabel('Your name').fill('Amina Haddad')
    await amina.getByLabel('How to reach you').fill('514 555 0142')
    await amina.waitForTimeout(900) // kept on this device, sealed
    await amina.getByRole('button', { name: 'Not now' }).click()
    expect(asked).toEqual([])
  })

  await test.step('then she does: what leaves the device is what left it for the thank-you', async () => {
    await openMenu(amina)
    await amina.getByRole('button', { name: /^Share who I am/ }).click()
    await expect(amina.getByLabel('Your name')).toHaveValue('Amina Haddad')
    await amina.getByRole('checkbox', { name: /it cannot be taken back/ }).check()
    await amina.getByRole('button', { name: 'Tell Bruno' }).click()
    await expect(amina.getByText('You told Bruno who you are.')).toBeVisible()
    await expect(amina.getByText('Read', { exact: true })).toBeVisible()
    await untilQuiet(amina)
    expect(asked.map(shape)).toEqual(thanks.map(shape))
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(JSON.stringify(asked)).not.toMatch(/reveal|Haddad|514\D?555\D?0142/)
    await picture(amina, 'reveal-3-sent')
  })

  await test.step('Bruno looks when he is alone; it closes by itself, or when he closes it', async () => {
    await expect(bruno.getByText('This student tells you who they are', { exact: true })).toBeVisible()
    await expect(bruno.getByRole('log')).toContainText('This student tells you who they are') // heard, and no name with it
    await expect(bruno.getByRole('log')).not.toContainText('Amina')
    await expect(bruno.getByText('Amina Haddad')).toHaveCount(0)
    await picture(bruno, 'reveal-4-closed')
    await untilQuiet(bruno)
    const his = listen(bruno)
    await bruno.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(bruno.getByText('Amina Haddad')).toBeVisible()
    await expect(bruno.getByText('514 555 0142')).toBeVisible()
    await expectAccessible(bruno)
    await fitsTheScreen(bruno)
    await picture(bruno, 'reveal-5-shown')
    expect(his).toEqual([]) // looking is between him and his screen
    await bruno.clock.runFor(61_000)
    await expect(bruno.getByText('Amina Haddad')).toHaveCount(0)
    await bruno.getByRole('button', { name: 'Show', exact: true }).click()
    await bruno.getByRole('button', { name: 'Close', exact: true }).click()
    await expect(bruno.getByText('Amina Haddad')).toHaveCount(0)
  })
})

/** All that the wire shows of what was asked: its kind, the names of its fields, and how long each is. */
const shape = ({ method, path, body }: { method: string; path: string; body: string }) =>
  ({ method, path, fields: body ? Object.entries(JSON.parse(body) as object).map(([name, value]) => [name, typeof value === 'string' ? value.length : typeof value]) : [] })

test('only the student can reveal: the supporter’s menu has no such thing, the student’s has', async ({ device, server }) => {
  const { amina, bruno } = await greeted(server, device)
  await openMenu(bruno)
  await expect(bruno.getByRole('button', { name: /^Report this student/ })).toBeVisible()
  await expect(bruno.getByRole('button', { name: /Share who I am/ })).toHaveCount(0)
  await bruno.keyboard.press('Escape')
  await openMenu(amina)
  await expect(amina.getByRole('button', { name: /^Share who I am/ })).toBeVisible()
})
