import type { Page } from '@playwright/test'
import { newDevice, waysBackOf } from '../../src/main/demo/device.ts'
import type { AccountKeys } from '../../src/sealed/account-keys.ts'
import { toBase64url } from '../../src/sealed/bytes.ts'
import { makeEpoch, newConversationId } from '../../src/sealed/conversation.ts'
import { signProgram } from '../signed-program.ts'
import { expect } from './peerside.ts'
import { openScene, type Scene } from './scene.ts'
import type { TestServer } from './server.ts'

/** Somebody whose keys the test knows, and who opens their account with twelve words. */
export interface Talker {
  readonly keys: AccountKeys
  readonly words: readonly string[]
  readonly person: string | null
}

export interface TalkingPair extends Scene {
  readonly amina: Talker
  readonly bruno: Talker & { readonly person: string }
  readonly conv: string
}

/** A program that signed its people's keys, Amina, Bruno, and the conversation he took. */
export async function talkingPair(server: TestServer): Promise<TalkingPair> {
  const scene = await openScene(server)
  const { id: person } = await scene.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1260 }])
  const amina = await talker(scene, 'student', null), his = await talker(scene, 'staff', person)
  const bruno = { ...his, person }
  await signProgram({ owner: scene.ask }, { id: scene.here.id, slug: scene.slug }, { people: [{ role: 'supporter', person, name: 'Bruno', keys: bruno.keys }] })
  const conv = newConversationId()
  const { header, wraps } = await makeEpoch({ conv, epoch: 0, creator: bruno.keys, members: [amina.keys, bruno.keys], previousHeader: null, tails: {} })
  await server.begin({
    program: scene.here, conv, student: amina.keys.account, supporter: { account: bruno.keys.account, person },
    epoch0: { header: toBase64url(header), wraps: wraps.map(({ member, wrap }) => ({ member, wrap: toBase64url(wrap) })) },
  })
  return { ...scene, amina, bruno, conv }
}

async function talker(scene: Scene, kind: 'student' | 'staff', person: string | null): Promise<Talker> {
  const { root, keys } = await newDevice()
  const { words, slots } = await waysBackOf({ root, keys })
  const { id } = scene.here
  await scene.ask('insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, $5)', [id, keys.account, Buffer.from(keys.pkAuth), Buffer.from(keys.pkHpke), kind])
  for (const { kind: way, lookup, proofHash, rootSealed } of slots) {
    await scene.ask('insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed) values ($1, $2, $3, 1, $4, $5, $6)',
      [id, keys.account, way, Buffer.from(lookup, 'base64url'), Buffer.from(proofHash, 'base64url'), Buffer.from(rootSealed, 'base64url')])
  }
  if (person) await scene.ask('update people set account = $2 where id = $1', [person, keys.account])
  return { keys, words, person }
}

/** Opens the account with twelve words on this device, and then this page of it. */
export async function openTalk(page: Page, pair: TalkingPair, who: Talker, path = `/talk/${pair.conv}`, language = 'en'): Promise<void> {
  const staff = who.person ? '/staff' : ''
  await page.goto(`/${pair.slug}${staff}${staff ? '/sign-in' : '/return'}?lang=en`)
  await page.getByRole('button', { name: /^Use my twelve words/ }).click()
  await page.getByLabel('Your twelve words').fill(who.words.join(' '))
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByLabel('Your twelve words')).toHaveCount(0)
  await page.goto(`/${pair.slug}${staff}${path}?lang=${language}`)
}

export const box = (page: Page) => page.getByRole('textbox', { name: 'Your message' })

export async function write(page: Page, words: string): Promise<void> {
  await box(page).fill(words)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

/** Until this page has asked nobody anything for a while: what it does by itself after opening is done. */
export async function untilQuiet(page: Page): Promise<void> {
  let last = performance.now()
  const note = () => { last = performance.now() }
  const events = ['request', 'requestfinished', 'requestfailed'] as const
  for (const event of events) page.on(event as 'request', note)
  while (performance.now() - last < 1_500) await page.waitForTimeout(100)
  for (const event of events) page.off(event as 'request', note)
}

/** What is said on this page, in its order. */
export const said = (page: Page) => page.locator('.line-said').evaluateAll((lines) => lines.map((line) => [...line.childNodes].slice(1).map((node) => node.textContent).join('')))
