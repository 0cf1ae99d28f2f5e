import type { BrowserContextOptions, Page } from '@playwright/test'
import { newDevice, waysBackOf, type Device } from '../../src/main/demo/device.ts'
import type { Role } from '../../src/rooms/people/rules.ts'
import { signProgram, type RosterPerson } from '../signed-program.ts'
import { expect as hasty } from './peerside.ts'
import { CODE, openScene, type Scene } from './scene.ts'
import type { TestServer } from './server.ts'

export interface Named {
  readonly person: string
  readonly name: string
  readonly device: Device
  readonly words: readonly string[]
}

/** Several people at once on one machine: what each waits for may take a while. */
export const expect = hasty.configure({ timeout: 30_000 })

/** A program that offers messages, with a signed list: Bruno and Farah support, Dario and Nadia are safety contacts, Owen is on call, Carla coordinates. */
export interface SafetyScene extends Scene {
  readonly bruno: Named
  readonly farah: Named
  readonly dario: Named
  readonly nadia: Named
  readonly owen: Named
  readonly carla: Named
}

/** A Monday in October, from 9:00 to 20:00: somebody is there when the walk begins at ten. */
const HOURS = [{ weekday: 1, starts: 540, ends: 1200 }]

export async function safetyScene(server: TestServer, settings: object = {}): Promise<SafetyScene> {
  const scene = await openScene(server)
  const program = scene.here.id
  await scene.ask(`update programs set settings = settings || '{"formats":["in-person","video","messaging"]}' || $2 where id = $1`, [program, JSON.stringify(settings)])
  const withKeys = async (name: string, person: string): Promise<Named> => {
    const device = await newDevice()
    const { words, slots } = await waysBackOf(device)
    const { account, pkAuth, pkHpke } = device.keys
    await scene.ask(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'staff')`, [program, account, Buffer.from(pkAuth), Buffer.from(pkHpke)])
    for (const slot of slots) {
      await scene.ask('insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed) values ($1, $2, $3, $4, $5, $6, $7)',
        [program, account, slot.kind, slot.version, bytes(slot.lookup), bytes(slot.proofHash), bytes(slot.rootSealed)])
    }
    await scene.ask('update people set account = $2 where id = $1', [person, account])
    return { person, name, device, words }
  }
  const colleague = async (name: string, role: Role) => withKeys(name, await scene.addStaff(name, role))
  const [bruno, farah] = [await withKeys('Bruno', (await scene.addSupporter('Bruno', HOURS)).id), await withKeys('Farah', (await scene.addSupporter('Farah', HOURS)).id)]
  const [dario, nadia, owen, carla] = [await colleague('Dario Ricci', 'safety-contact'), await colleague('Nadia Ali', 'safety-contact'), await colleague('Owen Price', 'on-call'), await colleague('Carla Mendes', 'coordinator')]
  const entry = ({ person, name, device }: Named, role: RosterPerson['role']): RosterPerson => ({ person, name, role, keys: device.keys })
  await signProgram({ owner: scene.ask as never }, { id: program, slug: scene.slug }, { people: [entry(bruno, 'supporter'), entry(farah, 'supporter'), entry(dario, 'safety-contact'), entry(nadia, 'safety-contact'), entry(owen, 'on-call')] })
  return { ...scene, bruno, farah, dario, nadia, owen, carla }
}

const bytes = (letters: string): Buffer => Buffer.from(letters, 'base64url')

/** Signs somebody of the staff in with their twelve words. */
export async function signStaffIn(page: Page, scene: SafetyScene, { words }: Named, path: string, lang = 'en'): Promise<void> {
  await page.goto(`/${scene.slug}/staff/sign-in?lang=${lang}`)
  await page.getByRole('button', { name: /twelve words|douze mots|十二个/ }).first().click()
  await page.getByLabel(/^Your twelve words|^Vos douze mots|^你的十二个/).fill(words.join(' '))
  await page.getByRole('button', { name: /^(Open|Ouvrir|打开)$/ }).click()
  await expect(page.getByLabel(/^Your twelve words|^Vos douze mots|^你的十二个/)).toHaveCount(0)
  await page.goto(`/${scene.slug}/staff${path}`)
}

/** A message in the conversation; what is read aloud once says the same and is not it. */
export const said = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words })

/** A student asks for somebody to write with; Bruno takes it; both see the first words. */
export async function beginTalk(student: Page, supporter: Page, scene: SafetyScene, words: string, beforeClaim: (page: Page) => Promise<void> = async () => {}): Promise<string> {
  await student.goto(`/${scene.slug}/?lang=en#code=${CODE}`)
  await expect(student.getByRole('heading', { level: 1 })).toBeVisible()
  await student.getByRole('link', { name: /Write to someone/ }).click()
  await student.getByLabel('What would you like to say?').fill(words)
  await student.getByRole('button', { name: 'Ask for someone' }).click()
  await student.getByRole('button', { name: 'I have read' }).click()
  await expect(student.getByRole('heading', { name: /Your request waits|Nobody can take/ })).toBeVisible()
  await beforeClaim(student)
  await supporter.goto(`/${scene.slug}/staff/day`)
  await supporter.getByRole('button', { name: /^Take/ }).first().click()
  await expect(said(supporter, words)).toBeVisible()
  await expect(said(student, words)).toBeVisible()
  return /\/talk\/([\w-]{22})/.exec(student.url())![1]!
}

export async function write(page: Page, words: string): Promise<void> {
  await page.getByLabel('Your message').fill(words)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(said(page, words)).toBeVisible()
}

export const openMenu = (page: Page) => page.getByRole('button', { name: 'More about this conversation' }).click()

/** A picture for whoever looks at the walk; kept only when a folder is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.WALK_PICTURES
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

export const desk: BrowserContextOptions = { locale: 'en-CA', timezoneId: 'America/Toronto', viewport: { width: 1280, height: 800 } }
