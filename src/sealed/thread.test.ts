import { beforeEach, expect, test } from 'vitest'
import { type AccountKeys, keysOf, newRoot } from './account-keys.ts'
import { toBase64url } from './bytes.ts'
import { makeEpoch, newConversationId, newMessageId } from './conversation.ts'
import { type HandedEpoch, type HandedMessage, type Thread, membersSince, newThread, readEpochs, readMessages, saidIn, sealEpoch, sealNext, shortfalls } from './thread.ts'

let amina: AccountKeys, bruno: AccountKeys, eve: AccountKeys
let conv: string
/** What an honest server would have: in the order in which it came. */
let table: HandedMessage[]
let epochs: { epoch: number; header: string; wraps: Record<string, string> }[]
let hers: Thread, his: Thread

beforeEach(async () => {
  [amina, bruno, eve] = await Promise.all([keysOf(newRoot()), keysOf(newRoot()), keysOf(newRoot())])
  conv = newConversationId()
  table = []
  const { header, wraps } = await makeEpoch({ conv, epoch: 0, creator: bruno, members: [amina, bruno], previousHeader: null, tails: {} })
  epochs = [{ epoch: 0, header: toBase64url(header), wraps: Object.fromEntries(wraps.map(({ member, wrap }) => [member, toBase64url(wrap)])) }]
  hers = newThread(conv, amina, amina.account)
  his = newThread(conv, bruno, amina.account)
  for (const thread of [hers, his]) if (await open(thread)) throw new Error('the first epoch did not open')
})

const handed = (thread: Thread): HandedEpoch[] => epochs.map(({ wraps, ...epoch }) => ({ ...epoch, wrap: wraps[thread.mine.account] ?? null }))
const open = (thread: Thread, circles = [[amina, bruno]]) => readEpochs(thread, handed(thread), circles)

async function says(thread: Thread, text: string): Promise<HandedMessage> {
  const { com = null, ...sealed } = await sealNext(thread, newMessageId(), { k: 'text', text })
  const message: HandedMessage = { ...sealed, com, tag: null, sender: thread.mine.account, position: table.length + 1, arrivedOn: '2026-11-28' }
  table.push(message)
  await readMessages(thread, table)
  return message
}

async function nextEpoch(by: Thread, members = [amina, bruno]): Promise<void> {
  const { body, keep } = await sealEpoch(by, members)
  epochs.push({ epoch: body.epoch, header: body.header, wraps: Object.fromEntries(body.wraps.map(({ member, wrap }) => [member, wrap])) })
  keep()
}

const texts = async (thread: Thread, messages: readonly HandedMessage[] = table) => (await readMessages(thread, messages)).map(({ content, fault }) => fault ?? content!['text'])
const afresh = async (mine: AccountKeys): Promise<Thread> => {
  const thread = newThread(conv, mine, amina.account)
  expect(await open(thread)).toBeNull()
  return thread
}

test('both read everything, in the order in which it came; what was read before is passed over', async () => {
  await says(hers, 'one')
  await readMessages(his, table)
  await says(his, 'two')
  await says(his, 'three')
  expect(await texts(await afresh(amina))).toEqual(['one', 'two', 'three'])
  expect(await texts(await afresh(bruno))).toEqual(['one', 'two', 'three'])
  expect(await texts(hers)).toEqual(['two', 'three'])
  expect(await texts(hers)).toEqual([])
})

test('a message that the server leaves out is noticed at the next one of its sender, and only there', async () => {
  for (const text of ['one', 'two', 'three', 'four']) await says(hers, text)
  expect(await texts(await afresh(bruno), table.filter(({ seq }) => seq !== 2))).toEqual(['one', 'missing', 'four'])
})

test('two messages in the other order are noticed, and so is one that comes again', async () => {
  for (const text of ['one', 'two', 'three']) await says(hers, text)
  const [one, two, three] = table as [HandedMessage, HandedMessage, HandedMessage]
  expect(await texts(await afresh(bruno), [one, { ...three, position: 2 }, { ...two, position: 3 }])).toEqual(['one', 'missing', 'repeated'])
  expect(await texts(await afresh(bruno), [one, two, { ...two, position: 3 }])).toEqual(['one', 'two', 'repeated'])
  expect(await texts(await afresh(bruno), [one, two, { ...two, position: 3, seq: 3, msgId: newMessageId() }])).toEqual(['one', 'two', 'broken'])
  expect(await texts(await afresh(bruno))).toEqual(['one', 'two', 'three'])
})

test('a message put under another sender, number, name or epoch does not open; the next one of the chain still does', async () => {
  for (const text of ['one', 'two']) await says(hers, text)
  const [one, two] = table as [HandedMessage, HandedMessage]
  for (const wrong of [{ sender: bruno.account }, { sender: eve.account }, { msgId: newMessageId() }, { com: toBase64url(new Uint8Array(32)) }, { box: `${one.box.slice(0, -4)}AAAA` }, { box: 'A' }])
    expect((await texts(await afresh(bruno), [{ ...one, ...wrong }]))[0], JSON.stringify(wrong)).toBe('broken')
  expect((await texts(await afresh(bruno), [{ ...one, epoch: 7 }]))[0]).toBe('broken')
  expect(await texts(await afresh(bruno), [one, two])).toEqual(['one', 'two'])
})

test('the end of an epoch that the server keeps back is noticed once the next epoch is there', async () => {
  for (const text of ['one', 'two']) await says(hers, text)
  await readMessages(his, table)
  await nextEpoch(hers)
  expect(await open(his)).toBeNull()
  expect(shortfalls(his)).toEqual([])
  const other = await afresh(bruno)
  await readMessages(other, table.slice(0, 1))
  expect(shortfalls(other)).toEqual([{ epoch: 0, sender: amina.account }])
  expect(shortfalls(other)).toEqual([])
})

test('a message that crossed a new epoch on its way is taken, because its chain holds', async () => {
  await says(hers, 'one')
  await nextEpoch(hers)
  await says(his, 'crossed')
  expect(await open(his)).toBeNull()
  await says(his, 'in the new one')
  const other = await afresh(amina)
  expect(await texts(other)).toEqual(['one', 'crossed', 'in the new one'])
  expect(shortfalls(other)).toEqual([])
  expect(saidIn(other, 1)).toBe(1)
})

test('after a hand-over the student still reads what was said before, and the new supporter nothing of it', async () => {
  await says(hers, 'to Bruno')
  await nextEpoch(hers, [amina, eve])
  await says(hers, 'to Eve')
  const again = newThread(conv, amina, amina.account)
  expect(await open(again, [[amina, bruno], [amina, eve]])).toBeNull()
  expect(await texts(again)).toEqual(['to Bruno', 'to Eve'])
  expect(membersSince(again)).toBe(1)
  const eves = newThread(conv, eve, amina.account)
  expect(await readEpochs(eves, handed(eves).filter(({ epoch }) => epoch === 1), [[amina, eve]])).toBeNull()
  expect(await texts(eves)).toEqual(['broken', 'to Eve'])
  await nextEpoch(hers, [amina, eve])
  await open(again, [[amina, bruno], [amina, eve]])
  expect([membersSince(again), membersSince(his)]).toEqual([1, 0])
  expect(await texts(his)).toEqual(['to Bruno', 'broken'])
})

test('where a former supporter was never checked on this device, their epoch stays closed and the newest opens', async () => {
  await says(hers, 'to Bruno')
  await nextEpoch(hers, [amina, eve])
  await says(hers, 'to Eve')
  const other = newThread(conv, amina, amina.account)
  expect(await open(other, [[amina, eve]])).toBeNull()
  expect(await texts(other)).toEqual(['to Eve'])
  expect(membersSince(other)).toBe(1)
  expect(await open(newThread(conv, amina, amina.account), [[amina, bruno]])).toBe('members')
})

test('a server that rewrites a header, forks the history or slips in a supporter’s own choice of members is refused', async () => {
  await nextEpoch(hers)
  expect(await open(his)).toBeNull()
  const forked = await makeEpoch({ conv, epoch: 0, creator: bruno, members: [amina, bruno], previousHeader: null, tails: {} })
  const wrap = (account: string) => toBase64url(forked.wraps.find(({ member }) => member === account)!.wrap)
  const other = { epoch: 0, header: toBase64url(forked.header), wrap: wrap(amina.account) }
  expect(await readEpochs(hers, [other], [[amina, bruno]])).toBe('chain')
  expect(await readEpochs(newThread(conv, amina, amina.account), [other, handed(hers)[1]!], [[amina, bruno]])).toBe('chain')
  await nextEpoch(his, [amina, bruno])
  expect(await open(hers)).toBeNull()
  const stolen = await makeEpoch({ conv, epoch: 3, creator: bruno, members: [eve, bruno], previousHeader: his.epochs.get(2)!.header, tails: {} })
  const toEve = newThread(conv, eve, amina.account)
  expect(await readEpochs(toEve, [{ epoch: 3, header: toBase64url(stolen.header), wrap: toBase64url(stolen.wraps[0]!.wrap) }], [[amina, eve]])).toBe('members')
})

test('what was shredded is passed over in silence, and what came after can be read', async () => {
  await says(hers, 'gone')
  await nextEpoch(hers)
  await says(hers, 'here')
  const later = newThread(conv, amina, amina.account)
  expect(await readEpochs(later, handed(later).map((epoch) => (epoch.epoch === 0 ? { ...epoch, wrap: null } : epoch)), [[amina, bruno]])).toBeNull()
  expect(await texts(later)).toEqual(['here'])
  expect(shortfalls(later)).toEqual([])
})
