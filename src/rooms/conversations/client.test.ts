import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { type Somebody, type TalkPage, talkScene, type TalkScene } from '../../../test/talk-scene.ts'
import { keysOf, newRoot } from '../../sealed/account-keys.ts'
import { toBase64url } from '../../sealed/bytes.ts'
import { newConversationId, newMessageId } from '../../sealed/conversation.ts'
import type { ConversationSheet, SealedMessage } from './contract.ts'

// The whole way from what is written to what the other one reads, over the real doors.
let database: TestDatabase, scene: TalkScene
let amina: Somebody, bruno: Somebody & { person: string }
let conv: string
const pages: TalkPage[] = []

beforeAll(async () => {
  database = await freshDatabase()
  scene = await talkScene(database)
})
afterAll(async () => {
  await scene.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
beforeEach(async () => {
  ;[amina, bruno] = [await scene.student(), await scene.supporter()]
  await scene.signRoster([bruno])
  conv = await scene.begin(amina, bruno)
  scene.lie(null)
  scene.sent.length = 0
})
afterEach(async () => {
  scene.network(true)
  scene.fail(null)
  for (const page of pages.splice(0)) {
    page.close()
    await page.settled()
  }
})

async function pageOf(who: Somebody): Promise<TalkPage> {
  const page = await scene.page(who)
  pages.push(page)
  return page
}
const view = (page: TalkPage, of = conv) => page.talkNow().threads.find((one) => one.conv === of)
const read = (page: TalkPage, of = conv) => view(page, of)?.lines.map(({ content, fault }) => fault ?? content!['text']) ?? []
const waiting = (page: TalkPage) => view(page)?.waiting.map(({ content }) => content['text']) ?? []
const until = (claim: () => void) => vi.waitFor(claim, { timeout: 8_000, interval: 20 })
const here = (page: TalkPage) => until(() => expect(view(page)?.caughtUp).toBe(true))
const text = (words: string) => ({ k: 'text', text: words })

test('what Amina writes Bruno reads, and he answers; nobody in between can read a word of it', async () => {
  const [hers, his] = [await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(hers), here(his)])
  expect(view(hers)).toMatchObject({ trust: { at: 'verified' }, name: 'Bruno', person: bruno.person })
  expect(view(his)).toMatchObject({ trust: { at: 'unproven' }, name: null })
  await hers.say(conv, text('Je dors mal.'))
  await until(() => expect(read(his)).toEqual(['Je dors mal.']))
  await his.say(conv, text('Since when?'))
  await until(() => expect(read(hers)).toEqual(['Je dors mal.', 'Since when?']))
  expect(view(hers)!.lines[0]).toMatchObject({ com: null, tag: null })
  expect(view(hers)!.lines[1]!.com).toHaveLength(43)
  expect(view(hers)!.lines[1]!.tag).toHaveLength(43)
  expect(scene.sent.join('\n')).not.toMatch(/dors|Since/)
  expect(scene.sent.join('\n')).toContain(conv) // the search would have found it
})

test('the words of one sender keep their order, and each arrives once, from two devices that write at once', async () => {
  const [one, other, his] = [await pageOf(amina), await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(one), here(other), here(his)])
  const from = (name: string) => Array.from({ length: 6 }, (_, n) => `${name} ${n}`)
  await Promise.all([...from('phone').map((words) => one.say(conv, text(words))), ...from('laptop').map((words) => other.say(conv, text(words)))])
  await until(() => expect(read(his)).toHaveLength(12))
  for (const name of ['phone', 'laptop']) expect(read(his).filter((words) => String(words).startsWith(name))).toEqual(from(name))
  await until(() => { for (const page of [one, other]) expect(read(page)).toEqual(read(his)) })
  expect([...waiting(one), ...waiting(other)]).toEqual([])
})

test('what two tabs both found waiting and both send is one message, and whatever either says next is read', async () => {
  let mark: string | null = null
  const { navigator } = globalThis
  onTestFinished(() => {
    vi.doUnmock('../../sealed/conversation.ts')
    vi.stubGlobal('navigator', navigator)
  })
  vi.stubGlobal('navigator', {}) // no lock that keeps them apart
  vi.doMock('../../sealed/conversation.ts', async (original) => {
    const real = await original<typeof import('../../sealed/conversation.ts')>()
    return { ...real, newMessageId: () => mark ?? real.newMessageId() }
  })
  const [one, other, his] = [await pageOf(amina), await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(one), here(other), here(his)])
  mark = newMessageId()
  await Promise.all([one.say(conv, text('once')), other.say(conv, text('once'))])
  await until(() => { for (const page of [one, other, his]) expect(read(page)).toEqual(['once']) })
  mark = null
  await one.say(conv, text('from one'))
  await until(() => expect(read(other)).toEqual(['once', 'from one']))
  await other.say(conv, text('from the other'))
  await until(() => { for (const page of [one, other, his]) expect(read(page)).toEqual(['once', 'from one', 'from the other']) })
})

test('without a network words wait in their order on the device, and leave by themselves, once', async () => {
  const [hers, his] = [await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(hers), here(his)])
  scene.network(false)
  for (const words of ['one', 'two', 'three']) await hers.say(conv, text(words))
  expect(waiting(hers)).toEqual(['one', 'two', 'three'])
  scene.network(true)
  await hers.say(conv, text('four'))
  await until(() => expect(read(his)).toEqual(['one', 'two', 'three', 'four']))
  await until(() => expect(waiting(hers)).toEqual([]))
})

/** What would be tried again in a while is tried again at once. */
function impatient(): void {
  const { setTimeout: patient } = globalThis
  onTestFinished(() => void vi.stubGlobal('setTimeout', patient))
  vi.stubGlobal('setTimeout', (work: () => void, ms?: number) => patient(work, ms === 15_000 || ms === 5_000 ? 50 : ms))
}

test('words that one bad moment held up leave by themselves while the stream goes on', async () => {
  impatient()
  const [hers, his] = [await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(hers), here(his)])
  scene.fail(/POST .*\/messages$/)
  await hers.say(conv, text('one'))
  await until(() => expect(waiting(hers)).toEqual(['one']))
  scene.fail(null)
  await until(() => expect(read(his)).toEqual(['one']))
  await until(() => expect(waiting(hers)).toEqual([]))
})

test('a page whose stream is open while its first reading failed reads again by itself', async () => {
  impatient()
  scene.fail(/GET .*\/conversations$/)
  const hers = await pageOf(amina)
  await until(() => expect(hers.talkNow()).toMatchObject({ at: 'unreachable', live: false }))
  scene.fail(null)
  await until(() => expect(hers.talkNow()).toMatchObject({ at: 'here', live: true }))
  expect(view(hers)?.caughtUp).toBe(true)
})

test('an answer that is lost on the way makes one message, not two', async () => {
  const [hers, his] = [await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(hers), here(his)])
  scene.loseAnswerTo(/^POST .*\/messages$/)
  await hers.say(conv, text('once'))
  await until(() => expect(read(his)).toEqual(['once']))
  await hers.say(conv, text('twice'))
  await until(() => expect(read(his)).toEqual(['once', 'twice']))
  await until(() => expect(waiting(hers)).toEqual([]))
  expect(read(hers)).toEqual(['once', 'twice'])
})

test('a page that is opened later, on any device, reads everything that was kept', async () => {
  const hers = await pageOf(amina)
  await here(hers)
  await hers.say(conv, text('before'))
  await until(() => expect(read(hers)).toEqual(['before']))
  const newPhone = await pageOf(bruno)
  await until(() => expect(read(newPhone)).toEqual(['before']))
  await newPhone.say(conv, text('from my new phone'))
  await until(() => expect(read(hers)).toEqual(['before', 'from my new phone']))
})

test('after a hundred messages the next one has new keys, and nobody notices', async () => {
  const [hers, his] = [await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(hers), here(his)])
  for (let n = 0; n < 101; n += 1) await hers.say(conv, text(`${n}`))
  await until(() => expect(read(his)).toHaveLength(101))
  expect(view(his)!.lines.at(-1)).toMatchObject({ epoch: 1, seq: 1 })
  expect(view(his)!.lines.every(({ fault }) => fault === null)).toBe(true)
  expect(view(his)!.gaps).toEqual([])
}, 300_000)

test('the opening words go by themselves to somebody who was asked, and to nobody else', async () => {
  const carla = await scene.supporter('Carla')
  await scene.signRoster([{ ...bruno, name: 'Bruno' }, { ...carla, name: 'Carla' }])
  const hers = await pageOf(amina)
  const [mine, notMine] = [newConversationId(), newConversationId()]
  await hers.keepOpeningWords(mine, { words: 'Hello, I did not dare to ask.', allowed: [bruno.person] })
  await hers.keepOpeningWords(notMine, { words: 'For Bruno alone.', allowed: [bruno.person] })
  expect(scene.sent.join()).not.toContain('/messages"')
  await scene.begin(amina, bruno, mine)
  await scene.begin(amina, carla, notMine)
  const his = await pageOf(bruno)
  await until(() => expect(read(his, mine)).toEqual(['Hello, I did not dare to ask.']))
  await until(() => expect(view(hers, notMine)?.trust).toEqual({ at: 'not-asked' }))
  expect(scene.sent.filter((request) => request.startsWith(`POST /api/ridgeway/conversations/${notMine}/messages`))).toEqual([])
  expect(await hers.openingWords(notMine)).toMatchObject({ words: 'For Bruno alone.' })
  expect(await hers.openingWords(mine)).toBeNull()
})

test('without a word typed, too, only somebody who was asked is let in', async () => {
  const carla = await scene.supporter('Carla')
  await scene.signRoster([{ ...bruno, name: 'Bruno' }, { ...carla, name: 'Carla' }])
  const hers = await pageOf(amina)
  const [mine, notMine, anybodys] = [newConversationId(), newConversationId(), newConversationId()]
  for (const wordless of [mine, notMine]) await hers.keepOpeningWords(wordless, { words: '', allowed: [bruno.person] })
  await hers.keepOpeningWords(anybodys, { words: '', allowed: null })
  await scene.begin(amina, bruno, mine)
  await scene.begin(amina, carla, notMine)
  await scene.begin(amina, carla, anybodys)
  await until(() => expect(view(hers, notMine)?.trust).toEqual({ at: 'not-asked' }))
  await until(() => { for (const one of [mine, anybodys]) expect(view(hers, one)?.trust).toEqual({ at: 'verified' }) })
  await hers.say(notMine, text('for Bruno'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(scene.sent.filter((request) => request.startsWith(`POST /api/ridgeway/conversations/${notMine}/messages`))).toEqual([])
})

test('keys that the server swapped are refused: nothing is opened and nothing is sent', async () => {
  const eve = await keysOf(newRoot())
  const swapped = (members: ConversationSheet['members'], as: object) => members.map((member) => (member.side === 'supporter' ? { ...member, ...as } : member))
  const faces = { account: eve.account, pkAuth: toBase64url(eve.pkAuth), pkHpke: toBase64url(eve.pkHpke) }
  for (const [as, at] of [[faces, 'swapped'], [{ pkHpke: toBase64url(eve.pkHpke) }, 'members']] as const) {
    scene.lie((path, honest) => {
      const sheets = (honest as { conversations?: ConversationSheet[] }).conversations
      return path.endsWith('/conversations') && sheets ? { conversations: sheets.map((sheet) => ({ ...sheet, members: swapped(sheet.members, as) })) } : honest
    })
    const hers = await pageOf(amina)
    await until(() => expect(view(hers)?.trust).toEqual({ at }))
    await hers.say(conv, text('for nobody else'))
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(waiting(hers)).toEqual(['for nobody else'])
    expect(scene.sent.filter((request) => /POST .*\/(messages|epochs) /.test(request))).toEqual([])
    hers.close()
  }
  scene.lie(null)
  const hers = await pageOf(amina)
  await here(hers)
  expect(view(hers)?.trust).toEqual({ at: 'verified' })
})

test('a server that leaves out, repeats or reorders is found out in the thread itself', async () => {
  const hers = await pageOf(amina)
  await here(hers)
  for (const words of ['one', 'two', 'three']) await hers.say(conv, text(words))
  await until(() => expect(read(hers)).toHaveLength(3))
  const his = await pageOf(bruno)
  await until(() => expect(read(his)).toEqual(['one', 'two', 'three']))
  const handOut = (choose: (messages: readonly SealedMessage[]) => readonly SealedMessage[]) =>
    scene.lie((path, honest) => (path.includes('/messages?') ? { messages: choose((honest as { messages: SealedMessage[] }).messages) } : honest))
  handOut((messages) => messages.filter(({ seq }) => seq !== 2))
  const dropped = await pageOf(bruno)
  await until(() => expect(read(dropped)).toEqual(['one', 'missing']))
  handOut((messages) => messages.map(({ position }, at) => ({ ...messages[[1, 0, 2][at]!]!, position })))
  const reordered = await pageOf(bruno)
  await until(() => expect(read(reordered)).toEqual(['missing', 'repeated', 'three']))
})

test('a supporter who was let in again with new keys goes on only once the student has agreed', async () => {
  const hers = await pageOf(amina)
  await here(hers)
  await hers.say(conv, text('before'))
  await until(() => expect(read(hers)).toEqual(['before']))
  const again = await brunoWithNewKeys()
  const page = await reopened(hers)
  await until(() => expect(view(page)?.trust).toEqual({ at: 'rekeyed' }))
  await until(() => expect(read(page)).toEqual(['before']))
  await page.say(conv, text('after'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(waiting(page)).toEqual(['after'])
  expect(await page.acceptNewKeys(view(page)!)).not.toHaveProperty('refused')
  const his = await pageOf(again)
  await until(() => expect(read(his)).toEqual(['after']))
  await until(() => expect(read(page)).toEqual(['before', 'after']))
})

test('on a new phone Amina is told of Bruno’s new keys and reads what was said; keys that nobody signed are refused there too', async () => {
  const old = await pageOf(amina)
  await here(old)
  await old.say(conv, text('before'))
  await until(() => expect(read(old)).toEqual(['before']))
  await until(() => expect(vaults()).toBe(2)) // at the sign-in, and after her conversations were read
  old.close()
  await brunoWithNewKeys()
  const phone = await pageOf(amina)
  await here(phone)
  expect(view(phone)?.trust).toEqual({ at: 'rekeyed' })
  expect(read(phone)).toEqual(['before'])
  const eve = await keysOf(newRoot())
  scene.lie((path, honest) => {
    const sheets = (honest as { conversations?: ConversationSheet[] }).conversations
    const swapped = (members: ConversationSheet['members']) => members.map((member) => (member.side === 'supporter' ? { ...member, account: eve.account, pkAuth: toBase64url(eve.pkAuth), pkHpke: toBase64url(eve.pkHpke) } : member))
    return path.endsWith('/conversations') && sheets ? { conversations: sheets.map((sheet) => ({ ...sheet, members: swapped(sheet.members) })) } : honest
  })
  const lied = await pageOf(amina)
  await until(() => expect(view(lied)?.trust).toEqual({ at: 'swapped' }))
  expect(read(lied)).toEqual([])
})

test('what Amina chose is on her new phone; on the wire a visit after hiding somebody is like any other', async () => {
  const visit = async (choose: object | null) => {
    const who = await scene.student(), page = await pageOf(who)
    const students = await import('../students/client.ts')
    await until(() => expect(vaults()).toBe(2))
    if (choose) students.prefer(choose)
    await until(() => expect(students.preferencesNow()).toMatchObject(choose ?? {}))
    // The same device once more: what it keeps is there, and its next visit has begun.
    await students.share()
    const wire = scene.sent.filter((request) => /vault/.test(request)).map((request) => request.replace(/"(from|version)":\d+/g, '').replace(/[\w-]{1000,}/, ({ length }) => `${length}`))
    page.close()
    scene.sent.length = 0
    const phone = await pageOf(who), there = await import('../students/client.ts')
    await until(() => expect(vaults()).toBe(2)) // at the visit and at its conversations: nothing of this phone comes later
    await there.heard()
    const chosen = there.preferencesNow()
    phone.close()
    scene.sent.length = 0
    return { wire, chosen }
  }
  const quiet = await visit(null), hides = await visit({ hidden: ['a supporter', 'another'], language: 'fr' })
  expect(hides.chosen).toMatchObject({ hidden: ['a supporter', 'another'], language: 'fr' })
  expect(quiet.chosen).toMatchObject({ hidden: [], language: null })
  expect(hides.wire).toEqual(quiet.wire)
  expect(quiet.wire.filter((request) => request.startsWith('PUT'))).toHaveLength(3)
})

test('where nothing had travelled, new keys are nobody’s', async () => {
  const first = await pageOf(amina)
  await here(first)
  await until(() => expect(vaults()).toBe(2))
  const again = { ...(await scene.supporter('Bruno Tremblay')), person: bruno.person }
  await scene.signRoster([again])
  scene.services.clock.pass(61_000)
  vi.setSystemTime(Date.now() + 61_000)
  scene.lie((path, honest) => (path.endsWith('/vault') ? { version: 0, contentSealed: null } : honest))
  const phone = await pageOf(amina)
  await until(() => expect(view(phone)?.trust).toEqual({ at: 'swapped' }))
})

/** Bruno, let in again: his old keys are nobody's, and a minute later everybody may have read the new roster. */
async function brunoWithNewKeys(): Promise<typeof bruno> {
  const again = { ...(await scene.supporter('Bruno Tremblay')), person: bruno.person }
  await database.owner('update people set account = null where account = $1', [again.account])
  await database.owner('update people set account = $2 where id = $1', [bruno.person, again.account])
  await scene.signRoster([again])
  scene.services.clock.pass(61_000)
  vi.setSystemTime(Date.now() + 61_000)
  return again
}

const vaults = () => scene.sent.filter((request) => request.startsWith('PUT /api/ridgeway/vault')).length

/** The same device, its page closed and opened again. */
async function reopened(page: TalkPage): Promise<TalkPage> {
  page.close()
  const stop = page.startTalking()
  pages.push({ ...page, close: stop })
  return page
}

test('a read mark reaches the other one, and only them', async () => {
  const [hers, his] = [await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(hers), here(his)])
  await hers.say(conv, text('seen?'))
  await until(() => expect(read(his)).toEqual(['seen?']))
  expect(view(hers)!.sheet.read.theirs).toBe(0)
  await his.markRead(view(his)!)
  await until(() => expect(view(hers)!.sheet.read.theirs).toBe(1))
})

test('blocked is blocked for both; the words that waited go once it is taken back', async () => {
  const [hers, his] = [await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(hers), here(his)])
  await his.block(conv)
  await until(() => expect(view(hers)!.sheet.standing).toBe('blocked'))
  await hers.say(conv, text('later'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(read(his)).toEqual([])
  await his.unblock(conv)
  await until(() => expect(read(his)).toEqual(['later']))
})

test('what the student destroys is gone from both pages at once', async () => {
  const [hers, his] = [await pageOf(amina), await pageOf(bruno)]
  await Promise.all([here(hers), here(his)])
  await hers.say(conv, text('gone'))
  await until(() => expect(read(his)).toEqual(['gone']))
  await hers.shredNow(conv)
  await until(() => expect(view(his)?.sheet.standing).toBe('ended'))
  expect(read(his)).toEqual([])
  expect(view(hers)).toBeUndefined()
})

test('when the account is locked nothing of a conversation is left in the page', async () => {
  const hers = await pageOf(amina)
  await here(hers)
  await hers.accounts.session.lock()
  expect(hers.talkNow()).toEqual({ at: 'starting', live: false, threads: [] })
})
