import { expect, test } from 'vitest'
import { bounded, meet, type TalkedWith, travel, type Travelling } from './travelling.ts'
import { keysOf, newRoot } from './account-keys.ts'
import { sealVault } from './vault.ts'

const NOW = Date.parse('2026-11-02T12:00:00Z')
const fresh = { language: null, hidden: [], limitsRead: 0 }
const of = (choices: Travelling['choices'], talk: Travelling['talk'] = {}, marks: string[] = []): Travelling => ({ choices: { ...fresh, ...choices }, talk, marks })
const bruno = { account: 'bruno-1', person: 'bruno', pkAuth: 'a', pkHpke: 'b' }
const again = { ...bruno, account: 'bruno-2' }
const talk = (known: TalkedWith['known'], allowed: readonly string[] | null = null, until = '2026-12-01'): TalkedWith => ({ known, allowed, until })

test('a new device gets what the others chose, and adds what was chosen on it as a guest', () => {
  const met = meet(of({}), of({ hidden: ['carla'] }), of({ language: 'fr', hidden: ['bruno'], limitsRead: 3 }), NOW)
  expect(met.choices).toEqual({ language: 'fr', hidden: ['bruno', 'carla'], limitsRead: 3 })
})

test('what a device changed since it last shared stands; everything else is the vault’s', () => {
  const base = of({ language: 'fr', hidden: ['bruno', 'carla'] })
  const met = meet(base, of({ language: 'fr', hidden: ['carla', 'dan'] }), of({ language: 'zh', hidden: ['bruno', 'carla', 'eli'] }), NOW)
  expect(met.choices).toMatchObject({ language: 'zh', hidden: ['carla', 'eli', 'dan'] })
  expect(meet(base, of({ language: 'en', hidden: ['bruno', 'carla'] }), of({ language: 'zh', hidden: ['carla'] }), NOW).choices).toMatchObject({ language: 'en', hidden: ['carla'] })
})

test('a vault that lost what was shared, or that a server rolled back, takes nothing away', () => {
  const shared = of({ language: 'fr', hidden: ['bruno'] }, { x: talk([bruno]) }, ['m1', 'm2'])
  const older = of({}, {}, ['m1'])
  expect(meet(shared, { ...shared, marks: [] }, older, NOW)).toMatchObject({ choices: { language: 'fr', hidden: ['bruno'] }, talk: { x: talk([bruno]) } })
  // The same content, following from what was shared, is somebody's decision.
  expect(meet(shared, { ...shared, marks: [] }, { ...older, marks: ['m1', 'm2', 'm3'] }, NOW)).toMatchObject({ choices: { language: null, hidden: [] }, talk: {} })
})

test('supporters of a conversation are added, never replaced; it goes when it is shredded on any device, and after its day', () => {
  const base = of({}, { x: talk([bruno]), gone: talk([bruno]), shredded: talk([bruno]) })
  const met = meet(base, of({}, { x: talk([bruno, again]), gone: talk([bruno]), past: talk([bruno], null, '2026-10-31') }), of({}, { x: talk([bruno]), shredded: talk([bruno]) }), NOW)
  expect(met.talk).toEqual({ x: talk([bruno, again]) })
})

test('whom a request allowed is known until somebody was checked', () => {
  expect(meet(of({}), of({}), of({}, { x: talk([], ['bruno']) }), NOW).talk['x']).toEqual(talk([], ['bruno']))
  expect(meet(of({}), of({}, { x: talk([], ['bruno']) }), of({}, { x: talk([bruno]) }), NOW).talk['x']).toEqual(talk([bruno]))
})

/** A device with drafts of its own, over one vault. */
function deviceOver(vault: { content: object; wrote: number }) {
  const kept = new Map<string, unknown>(), chosen = { now: fresh as Travelling['choices'] }, during = { reading: async () => {} }
  const visit = () => travel({
    drafts: { load: async (name) => kept.get(name) ?? null, save: async (name, content) => void kept.set(name, content), remove: async (name) => void kept.delete(name), names: async (start) => { await during.reading(); return [...kept.keys()].filter((name) => name.startsWith(start)) } },
    choices: () => chosen.now, choose: (choices) => { chosen.now = choices }, fresh,
    changeVault: async (change) => { vault.wrote += 1; return (vault.content = change(vault.content)) },
  })
  return { kept, chosen, during, visit }
}

test('each visit writes once, whether a supporter was hidden, shown again, or nothing was done', async () => {
  const vault = { content: { enrolment: 'kept' }, wrote: 0 }
  const [phone, laptop] = [deviceOver(vault), deviceOver(vault)]
  await phone.visit()
  phone.chosen.now = { ...fresh, hidden: ['bruno'] }
  expect(vault.wrote).toBe(1)
  await phone.visit()
  await laptop.visit()
  expect([vault.wrote, laptop.chosen.now['hidden']]).toEqual([3, ['bruno']])
  laptop.chosen.now = { ...laptop.chosen.now, hidden: [] }
  await laptop.visit()
  await phone.visit()
  await phone.visit()
  expect([vault.wrote, phone.chosen.now['hidden'], vault.content]).toMatchObject([6, [], { enrolment: 'kept' }])
})

test('what is chosen while the shelf is read is not undone by what the vault brings', async () => {
  const phone = deviceOver({ content: {}, wrote: 0 })
  let readings = 0
  phone.during.reading = async () => {
    readings += 1
    phone.chosen.now = { ...phone.chosen.now, language: ['fr', 'zh'][readings - 1]! }
  }
  await phone.visit()
  expect(readings).toBe(2)
  expect(phone.chosen.now).toMatchObject({ language: 'zh' })
})

test('a vault is of one size whatever was chosen, also beside a year’s enrolment', async () => {
  const keys = await keysOf(newRoot()), uuid = () => crypto.randomUUID()
  const supporter = () => ({ account: 'a'.repeat(22), person: uuid(), pkAuth: 'b'.repeat(43), pkHpke: 'c'.repeat(43) })
  const much = of(
    { language: 'fr', cohort: uuid(), met: 'm'.repeat(64), format: 'messaging', hidden: Array.from({ length: 300 }, uuid) },
    Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}`.padStart(22, 'v'), talk([supporter(), supporter(), supporter(), supporter()], null)])), Array.from({ length: 90 }, () => 'm'.repeat(8)),
  )
  const enrolment = { certificate: 'x'.repeat(700), surveys: Array.from({ length: 6 }, () => 'x'.repeat(700)) }
  const pin = 'p'.repeat(1_200)
  const size = async (content: object) => (await sealVault(keys.vault, keys.account, 1, content)).length
  expect(await size({ travelling: bounded(of({})) })).toBe(16_384 + 28)
  expect(await size({ enrolment, pin, travelling: bounded(much) })).toBe(16_384 + 28)
  expect(await size({ enrolment, pin, travelling: much })).not.toBe(16_384 + 28) // without bounds it would show
})
