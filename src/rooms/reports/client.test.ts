import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { type Somebody, type TalkPage, talkScene, type TalkScene } from '../../../test/talk-scene.ts'
import { newConversationId } from '../../sealed/conversation.ts'
import { reportDoors } from './routes.ts'

// A contact that was named while the request waited, over the real doors.
const LEILA = { name: 'Leila, my sister', reach: '+1 613 555 0199' }
type Reports = typeof import('./client.ts')

let database: TestDatabase, scene: TalkScene
let amina: Somebody, bruno: Somebody & { person: string }
let conv: string
const pages: TalkPage[] = []

beforeAll(async () => {
  database = await freshDatabase()
  scene = await talkScene(database, reportDoors)
  await database.owner(`update programs set settings = settings || '{"emergencyContact": true}' where id = $1`, [scene.program.id])
})
afterAll(async () => {
  await scene.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
beforeEach(async () => {
  amina = await scene.student()
  bruno = await scene.supporter()
  const owen = await scene.supporter('Owen Price')
  await database.owner(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'on-call', '2026-08-01')`, [scene.program.id, owen.person])
  await scene.signed.signRoster([{ role: 'supporter', person: bruno.person, name: 'Bruno', keys: bruno.keys }, { role: 'on-call', person: owen.person, name: 'Owen', keys: owen.keys }])
  conv = newConversationId()
})
afterEach(async () => {
  for (const page of pages.splice(0)) {
    page.close()
    await page.settled()
  }
})

/** As on the page: this room is loaded beside the conversations, in the same memory. */
async function pageOf(who: Somebody): Promise<TalkPage & { reports: Reports }> {
  const page = await scene.page(who)
  pages.push(page)
  return { ...page, reports: await import('./client.ts') }
}
const view = (page: TalkPage) => page.talkNow().threads.find((one) => one.conv === conv)
const until = (claim: () => void | Promise<void>) => vi.waitFor(claim, { timeout: 8_000, interval: 20 })
const halves = (page: TalkPage) => (view(page)?.lines ?? []).filter(({ content }) => content?.k === 'emergency').length
const inPlace = async (reports: Reports) => {
  const found = await reports.emergencyIn(conv)
  return 'refused' in found ? found.refused : found.contact?.version ?? null
}

test('named beside a request without a word, a contact is locked as soon as somebody is there', async () => {
  const hers = await pageOf(amina)
  await hers.keepOpeningWords(conv, { words: '', allowed: null })
  await hers.reports.keepWaitingContact(conv, LEILA)
  await scene.begin(amina, bruno, conv)
  await until(() => expect(halves(hers)).toBe(1))
  expect(await inPlace(hers.reports)).toBe(1)
  expect(await hers.reports.waitingContact(conv)).toBeNull()
})

test('named a moment after somebody came, it is locked once the student looks', async () => {
  const hers = await pageOf(amina)
  await scene.begin(amina, bruno, conv)
  await until(() => expect(view(hers)?.caughtUp).toBe(true))
  await hers.reports.keepWaitingContact(conv, LEILA)
  expect(await hers.reports.renewEmergency(view(hers)!, null)).not.toBe('nobody')
  await until(() => expect(halves(hers)).toBe(1))
  expect(await hers.reports.waitingContact(conv)).toBeNull()
})

test('taken back on another device, it is not made anew here', async () => {
  const hers = await pageOf(amina)
  await hers.reports.keepWaitingContact(conv, LEILA)
  await scene.begin(amina, bruno, conv)
  await until(() => expect(halves(hers)).toBe(1))
  const phone = await pageOf(amina)
  await phone.reports.takeBackEmergency(conv)
  expect(await hers.reports.renewEmergency(view(hers)!, null)).toBe('none')
  expect(await inPlace(hers.reports)).toBeNull()
})

test('what could not be locked waits, and the student is told so; the answer alone lost, it is locked once more', async () => {
  const hers = await pageOf(amina)
  const offer = (offered: boolean) => database.owner(`update programs set settings = settings || $2 where id = $1`, [scene.program.id, JSON.stringify({ emergencyContact: offered })])
  const look = () => hers.reports.renewEmergency(view(hers)!, null)
  await hers.keepOpeningWords(conv, { words: 'Hello?', allowed: null })
  await hers.reports.keepWaitingContact(conv, LEILA)
  await offer(false)
  await scene.begin(amina, bruno, conv)
  await until(() => expect(view(hers)?.lines.map(({ content }) => content?.['text'])).toEqual(['Hello?']))
  expect(await look()).toBe('nobody')
  expect(await hers.reports.waitingContact(conv)).toEqual(LEILA)
  expect(await inPlace(hers.reports)).toBeNull()
  // The page may try by itself meanwhile: whoever does, the first answer is lost and the second try leaves the half.
  scene.loseAnswerTo(/^PUT .*\/emergency-contact\//)
  await offer(true)
  await until(async () => {
    await look().catch(() => {})
    expect(halves(hers)).toBe(1)
  })
  expect(await inPlace(hers.reports)).toBe(2)
  expect(await hers.reports.waitingContact(conv)).toBeNull()
})
