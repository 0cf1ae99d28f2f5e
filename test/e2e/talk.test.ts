import type { Page } from '@playwright/test'
import { AMINA, BRUNO } from '../people.ts'
import { expect, test } from './peerside.ts'
import { fitsTheScreen } from './scene.ts'
import { box, openTalk, said, talkingPair, untilQuiet, write } from './talkers.ts'

const PHONE = { ...BRUNO.device, locale: 'en-CA' }

test('what Amina sends Bruno reads at once, and she sees that he has; the wire carries none of it', async ({ device, server, expectAccessible }) => {
  const pair = await talkingPair(server)
  const [amina, bruno] = [await device(AMINA.device), await device(PHONE)]
  const wire: string[] = []
  for (const page of [amina, bruno]) {
    page.on('request', (request) => wire.push(request.url() + (request.postData() ?? '')))
    page.on('response', async (response) => { if (response.url().includes('/messages')) wire.push(await response.text().catch(() => '')) })
  }
  await openTalk(amina, pair, pair.amina)
  await openTalk(bruno, pair, pair.bruno)
  await expect(amina.getByRole('heading', { level: 1, name: 'With Bruno' })).toBeVisible()
  await expect(amina.getByText('Bruno is next here tomorrow, 18:00')).toBeVisible()
  await write(amina, 'The nights are long before the exam.')
  await expect(bruno.getByText('The nights are long before the exam.').first()).toBeVisible()
  await expect(amina.getByText('Read', { exact: true })).toBeVisible()
  await write(bruno, 'How long has it been like that?')
  await expect(amina.getByText('How long has it been like that?').first()).toBeVisible()
  await expect(amina.getByText('Today')).toBeVisible()
  expect(await bruno.getByRole('heading', { level: 1 }).textContent()).toMatch(/^\S+ \S+$/)
  expect(wire.join('\n')).not.toMatch(/nights are long|How long has/)
  expect(wire.join('\n')).toContain(pair.conv)
  for (const page of [amina, bruno]) {
    await expectAccessible(page)
    await fitsTheScreen(page)
  }
})

test('a message is sent and read in a moment', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const [amina, bruno] = [await device(AMINA.device), await device(PHONE)]
  await openTalk(amina, pair, pair.amina)
  await openTalk(bruno, pair, pair.bruno)
  await write(amina, 'warm')
  await expect(bruno.getByText('warm').first()).toBeVisible()
  const taken: number[] = []
  for (let n = 0; n < 15; n += 1) {
    await box(amina).fill(`message ${n}`)
    const seen = bruno.evaluate((words) => new Promise<void>((resolve) => {
      const watch = new MutationObserver(() => { if (document.querySelector('.thread-lines')?.textContent?.includes(words)) resolve() })
      watch.observe(document.body, { childList: true, subtree: true, characterData: true })
    }), `message ${n}`)
    await bruno.evaluate(() => 0) // the watch stands
    const began = performance.now()
    await Promise.all([amina.evaluate(() => document.querySelector<HTMLFormElement>('.composer')!.requestSubmit()), seen])
    taken.push(performance.now() - began)
  }
  const [median] = taken.toSorted((a, b) => a - b).slice(7)
  process.stdout.write(`a message: from "Send" to the other page ${median!.toFixed(0)} ms (median of ${taken.length}, two real browsers, this machine)\n`)
  expect(median).toBeLessThan(1_000)
})

test('two tabs that write at once send each word once and in its order', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const [one, bruno] = [await device(AMINA.device), await device(PHONE)]
  await openTalk(one, pair, pair.amina)
  await openTalk(bruno, pair, pair.bruno)
  const other = await one.context().newPage()
  await other.goto(`/${pair.slug}/talk/${pair.conv}?lang=en`)
  await expect(box(other)).toBeVisible()
  const four = (name: string) => [0, 1, 2, 3].map((n) => `${name} ${n}`)
  const writeAll = async (page: Page, all: readonly string[]) => { for (const words of all) await write(page, words) }
  await Promise.all([writeAll(one, four('left')), writeAll(other, four('right'))])
  await expect.poll(() => said(bruno).then((all) => all.length)).toBe(8)
  for (const name of ['left', 'right']) expect((await said(bruno)).filter((words) => words.startsWith(name))).toEqual(four(name))
  for (const page of [one, other]) await expect.poll(() => said(page)).toEqual(await said(bruno))
})

test('without a network her words wait, survive a reload, and leave by themselves', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const [amina, bruno] = [await device(AMINA.device), await device(PHONE)]
  await openTalk(amina, pair, pair.amina)
  await openTalk(bruno, pair, pair.bruno)
  await write(amina, 'first')
  await expect(bruno.getByText('first').first()).toBeVisible()
  await amina.context().setOffline(true)
  await write(amina, 'second')
  await write(amina, 'third')
  await expect(amina.getByText('Waits on this device, locked, until it can be sent')).toHaveCount(2)
  await expect(amina.getByText('No connection. You can go on writing')).toBeVisible()
  await amina.context().setOffline(false)
  await expect(bruno.getByText('third').first()).toBeVisible()
  expect(await said(bruno)).toEqual(['first', 'second', 'third'])
  await expect(amina.getByText('Waits on this device')).toHaveCount(0)
  await box(amina).fill('half a sentence')
  await typedIsKept(amina)
  await amina.reload()
  await expect(box(amina)).toHaveValue('half a sentence')
})

test('Bruno changes phones in the middle: on the new one he reads everything and goes on', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const [amina, old] = [await device(AMINA.device), await device(PHONE)]
  await openTalk(amina, pair, pair.amina)
  await openTalk(old, pair, pair.bruno)
  await write(amina, 'before')
  await expect(old.locator('.line-said', { hasText: 'before' })).toBeVisible()
  await write(old, 'from the old phone')
  await expect(amina.getByText('from the old phone').first()).toBeVisible()
  const fresh = await device(PHONE)
  await openTalk(fresh, pair, pair.bruno)
  await expect.poll(() => said(fresh)).toEqual(['before', 'from the old phone'])
  await write(fresh, 'from the new phone')
  await expect(amina.getByText('from the new phone').first()).toBeVisible()
})

test('a server that shows other keys for Bruno is refused in a sentence, and gets not a word', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const amina = await device(AMINA.device)
  let lie = true
  const posted: string[] = []
  amina.on('request', (request) => { if (request.method() === 'POST' && request.url().includes('/conversations/')) posted.push(request.url()) })
  await amina.route('**/conversations', async (route) => {
    const answer = await route.fetch()
    const honest = (await answer.json()) as { conversations: { members: { side: string; account: string; pkHpke: string }[] }[] }
    const other = (members: (typeof honest)['conversations'][number]['members']) => members.map((member) => (member.side === 'supporter' ? { ...member, account: 'A'.repeat(22), pkHpke: 'A'.repeat(43) } : member))
    await route.fulfill({ response: answer, json: lie ? { conversations: honest.conversations.map((sheet) => ({ ...sheet, members: other(sheet.members) })) } : honest })
  })
  await openTalk(amina, pair, pair.amina)
  await expect(amina.getByRole('alert')).toContainText('The keys the server shows for Bruno are not those the program signed.')
  await expect(box(amina)).toHaveCount(0)
  expect(posted).toEqual([])
  lie = false
  await amina.reload()
  await expect(box(amina)).toBeVisible()
  await expect(amina.getByRole('alert')).toHaveCount(0)
})

test('Bruno is harassed and blocks with one tap; Amina is told that it is closed, not why', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const [amina, bruno] = [await device(AMINA.device), await device(PHONE)]
  await openTalk(amina, pair, pair.amina)
  await openTalk(bruno, pair, pair.bruno)
  await bruno.getByRole('button', { name: 'More about this conversation' }).click()
  await bruno.getByRole('dialog').getByRole('button', { name: /^Block/ }).click()
  await expect(bruno.getByText('You blocked this conversation.')).toBeVisible()
  await expect(amina.getByText('This conversation is closed for now.')).toBeVisible()
  await expect(box(amina)).toHaveCount(0)
  await bruno.getByRole('button', { name: 'Take the block back' }).click()
  await expect(box(amina)).toBeVisible()
})

test('Amina destroys the conversation; Bruno is told, and the words are on neither page', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const [amina, bruno] = [await device(AMINA.device), await device(PHONE)]
  await openTalk(amina, pair, pair.amina)
  await openTalk(bruno, pair, pair.bruno)
  await write(amina, 'to be forgotten')
  await expect(bruno.getByText('to be forgotten').first()).toBeVisible()
  await amina.getByRole('button', { name: 'More about this conversation' }).click()
  await amina.getByRole('dialog').getByRole('button', { name: /^Destroy it now/ }).click()
  await amina.getByRole('dialog').getByRole('button', { name: 'Destroy it now' }).click()
  await expect(amina.getByText('No conversation yet')).toBeVisible()
  await expect(bruno.getByText('The student ended this conversation')).toBeVisible()
  for (const page of [amina, bruno]) await expect(page.getByText('to be forgotten')).toHaveCount(0)
})

test('beside heavy words the help lines are offered, quietly; nothing is sent, kept or counted', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const amina = await device(AMINA.device)
  await openTalk(amina, pair, pair.amina)
  await expect(box(amina)).toBeVisible()
  await untilQuiet(amina) // the lists and lines are there; the stream stays open, so the network is never idle
  const asked: string[] = []
  const offer = amina.getByRole('region', { name: 'Does it weigh that much right now?' })
  await box(amina).fill('I am dying of laughter, truly.')
  await amina.waitForTimeout(1_200)
  await expect(offer).toHaveCount(0)
  await typedIsKept(amina)
  const kept = await keptNames(amina)
  amina.on('request', (request) => asked.push(request.url()))
  await box(amina).fill('I do not want to live anymore.')
  await expect(offer).toBeVisible()
  await expect(offer.getByRole('link', { name: 'All help lines' })).toBeVisible()
  await amina.waitForTimeout(1_200)
  expect(asked).toEqual([])
  expect(await keptNames(amina)).toEqual(kept)
  await offer.getByRole('button', { name: 'Not now' }).first().click()
  await expect(offer).toHaveCount(0)
  await expect(box(amina)).toHaveValue('I do not want to live anymore.')
  await write(amina, 'I do not want to live anymore.')
  await expect.poll(() => asked.filter((address) => !address.includes('/messages'))).toEqual([])
})

const typedIsKept = (page: Page) => expect.poll(async () => (await keptNames(page)).all.some(([name]) => name.endsWith('/typed'))).toBe(true)

/** Names and sizes of everything that this browser keeps. */
const keptNames = (page: Page) => page.evaluate(async () => {
  const database = await new Promise<IDBDatabase>((resolve) => { const asked = indexedDB.open('drawer'); asked.onsuccess = () => resolve(asked.result) })
  const all = await new Promise<[string, number][]>((resolve) => {
    const shelf = database.transaction('drafts').objectStore('drafts'), found: [string, number][] = []
    shelf.openCursor().onsuccess = ({ target }) => {
      const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
      if (!cursor) return resolve(found)
      found.push([String(cursor.key), (cursor.value as Uint8Array).length])
      cursor.continue()
    }
  })
  database.close()
  return { all, local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie }
})

test('the Enter that chooses a Chinese character sends nothing; the one after it does, on a keyboard', async ({ device, server }) => {
  const pair = await talkingPair(server)
  const amina = await device({ ...AMINA.device, hasTouch: false, viewport: { width: 1280, height: 800 } })
  await openTalk(amina, pair, pair.amina)
  await box(amina).fill('我睡不着')
  await box(amina).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })
  await box(amina).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true })
  await expect(box(amina)).toHaveValue('我睡不着')
  await box(amina).press('Shift+Enter')
  await expect(box(amina)).toHaveValue('我睡不着\n')
  await box(amina).press('Enter')
  await expect(box(amina)).toHaveValue('')
  await expect(box(amina)).toBeFocused()
  await expect.poll(() => said(amina)).toEqual(['我睡不着'])
})
