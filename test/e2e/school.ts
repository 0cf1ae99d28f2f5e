import { randomBytes, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { toBase64url } from '../../src/sealed/bytes.ts'
import { deckMessage, issuerCardHash } from '../../src/sealed/key-messages.ts'
import { sign } from '../../src/sealed/signature.ts'
import { signProgram, type SignedProgram } from '../signed-program.ts'
import { openScene, type Scene } from './scene.ts'
import type { TestServer } from './server.ts'

export const TERM = '2026-27'
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** A program whose issuer is set up: root pinned, keys of the year in the signed list, the list known to the issuer. */
export interface School extends Scene {
  readonly signed: SignedProgram
  /** A printed card of the issuer. */
  printCard(): Promise<string>
}

export async function openSchool(server: TestServer): Promise<School> {
  const scene = await openScene(server)
  const ask = async <T>(method: 'GET' | 'PUT', path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${server.issuer}/${scene.slug}/${path}`, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return await answer.json() as T
  }
  const owner = { owner: scene.ask }
  // The issuer makes keys for programs whose root it knows; the program then signs them.
  const first = await signProgram(owner, { id: scene.here.id, slug: scene.slug }, {})
  await ask('PUT', 'root', { keys: first.root.keys })
  const { keys } = await ask<{ keys: { term: string; role: string; spki: string }[] }>('GET', `keys?term=${TERM}`)
  await ask('PUT', 'key-list', first.list)
  await ask('PUT', 'key-list', await first.signList(keys.map(({ term, role, spki }) => ({ purpose: `issuer/${term}/${role}`, key: spki }))))
  const printCard = async (): Promise<string> => {
    const letters = Array.from(randomBytes(20), (byte) => LETTERS[byte % 32]).join(''), deck = randomUUID()
    const hash = await issuerCardHash(scene.slug, letters), holder = first.holders[0]
    await ask('PUT', `decks/${deck}`, {
      term: TERM, hashes: [toBase64url(hash)], key: toBase64url(holder.pkAuth), signature: toBase64url(await sign(holder.auth, await deckMessage(scene.slug, TERM, deck, hash))),
    })
    return letters.match(/.{4}/g)!.join('-')
  }
  return { ...scene, signed: first, printCard }
}

/** The school's own page, as this person fills it in. */
export async function signInAtSchool(page: Page, person: string): Promise<void> {
  await page.getByLabel('Name').fill(person, { timeout: 30_000 })
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** The words on the sheet, half by half. */
export async function readSheet(page: Page): Promise<string[][]> {
  const lists = page.locator('.numbered-words')
  await lists.first().waitFor()
  return Promise.all((await lists.all()).map((list) => list.getByRole('listitem').allTextContents()))
}

/** Types back what the page asks for. */
export async function typeBack(page: Page, halves: readonly (readonly string[])[]): Promise<void> {
  await page.getByRole('button', { name: 'I have them' }).click()
  for (const label of await page.locator('label', { hasText: /, word \d+$/ }).allTextContents()) {
    const words = label.startsWith('Upper') ? halves[0]! : halves.at(-1)!
    await page.getByLabel(label, { exact: true }).fill(words[Number(/\d+$/.exec(label)![0]) - 1]!)
  }
  await page.getByRole('button', { name: 'Keep them' }).click()
}

/** Onboarding by a card of the issuer, up to the question how to come back. */
export async function enrolWithCard(page: Page, school: School): Promise<void> {
  await page.goto(`/${school.slug}/enrol?lang=en#card=${await school.printCard()}`)
  await page.getByRole('button', { name: /^Go on with your card/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Keep a way back' }).waitFor({ timeout: 30_000 })
}
