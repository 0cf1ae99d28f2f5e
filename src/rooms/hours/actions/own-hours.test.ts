import { randomUUID } from 'node:crypto'
import { beforeEach, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import { isRefused } from '../../../platform/refusals.ts'
import { freshDatabase, type TestDatabase } from '../../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../../test/open-program.ts'
import type { ExtraInput, HoursInput, MyHours } from '../contract.ts'
import { addExtraHours, dropExtraHours, giveHoursBack, keepWays, keepWeek, myHours, takeHoursOff } from './own-hours.ts'
import { addImportedHours, coverageOf, keepDays, keepNeeds, keepPlace, planOf, removeDays, removePlace } from './program-hours.ts'

/** Monday morning in Montreal. */
const NOW = Date.UTC(2026, 10, 23, 15)
let base: TestDatabase, db: Db, here: OpenProgram, bruno: string
const who = () => ({ person: bruno, now: NOW })

beforeAll(async () => {
  base = await freshDatabase()
  here = await openProgram(base)
  db = base.of(here.here.id)
})
beforeEach(async () => {
  bruno = (await here.addSupporter(`Bruno ${randomUUID().slice(0, 8)}`)).id
})

const hours = (part: Partial<HoursInput> = {}): HoursInput =>
  ({ id: null, weekday: 4, starts: 1080, ends: 1200, kind: 'bookable', capacity: null, formats: ['in-person'], place: here.place, validFrom: null, validUntil: null, ...part })
const extra = (part: Partial<ExtraInput> = {}): ExtraInput =>
  ({ on: '2026-11-25', starts: 720, ends: 780, kind: 'bookable', capacity: null, formats: ['video'], place: null, ...part })
const mine = async (): Promise<MyHours> => {
  const found = await myHours(db, who())
  if (isRefused(found)) throw new Error(found.refused)
  return found
}
const keep = async (...week: HoursInput[]) => keepWeek(db, who(), { stamp: (await mine()).stamp, hours: week })
const comingDays = (found: MyHours) => found.coming.map((o) => `${o.on}${o.off ? ' off' : ''}${o.extra ? ' extra' : ''}`)

describe('the week', () => {
  test('is kept, and four weeks of it are listed', async () => {
    const kept = await keep(hours()) as MyHours
    expect(kept.weekly).toMatchObject([{ weekday: 4, starts: 1080, incomplete: false, missing: [], validFrom: '2026-11-23' }])
    expect(comingDays(kept)).toEqual(['2026-11-26', '2026-12-03', '2026-12-10', '2026-12-17'])
  })
  test('changed on another device meanwhile is not overwritten', async () => {
    const { stamp } = await mine()
    await keep(hours())
    expect(await keepWeek(db, who(), { stamp, hours: [] })).toEqual({ refused: 'changed-elsewhere' })
    expect((await mine()).weekly).toHaveLength(1)
  })
  test('keeps its exceptions while hours change, and drops them when the weekday does', async () => {
    const id = (await keep(hours()) as MyHours).weekly[0]!.id
    await takeHoursOff(db, who(), { hours: id, day: '2026-11-26' })
    expect(comingDays(await keep(hours({ id, ends: 1260 })) as MyHours)[0]).toBe('2026-11-26 off')
    await keep(hours({ id, weekday: 5 }))
    expect(comingDays(await keep(hours({ id, weekday: 4 })) as MyHours)[0]).toBe('2026-11-26')
  })
  test.each([
    ['hours that overlap', () => [hours(), hours({ starts: 1140, ends: 1230 })], 'hours-overlap'],
    ['Sunday night over Monday morning', () => [hours({ weekday: 7, starts: 1380, ends: 1500 }), hours({ weekday: 1, starts: 30, ends: 90 })], 'hours-overlap'],
    ['in person without a place', () => [hours({ place: null })], 'place-missing'],
    ['a place that is gone', () => [hours({ place: randomUUID() })], 'place-unknown'],
    ['messaging', () => [hours({ formats: ['messaging'] })], 'messaging-not-yet'],
    ['less than one meeting', () => [hours({ ends: 1090 })], 'hours-too-short'],
    ['a last day before the first', () => [hours({ validFrom: '2026-12-01', validUntil: '2026-11-30' })], 'validity-unclear'],
    ['hours of somebody else', () => [hours({ id: randomUUID() })], 'changed-elsewhere'],
  ])('refuses %s, and keeps nothing of it', async (_, week, refusal) => {
    expect(await keep(...week())).toEqual({ refused: refusal })
    expect((await mine()).weekly).toEqual([])
  })
  test('refuses video while neither the supporter nor the program has a link', async () => {
    const [{ settings }] = await base.owner<{ settings: object }>(`select settings from programs where id = $1`, [db.program]) as [{ settings: object }]
    await base.owner(`update programs set settings = '{}' where id = $1`, [db.program])
    expect(await keep(hours({ formats: ['video'], place: null }))).toEqual({ refused: 'video-way-missing' })
    expect(await keepWays(db, who(), { video: 'http://meet.example/b', phone: null })).toEqual({ refused: 'room-not-https' })
    expect(await keepWays(db, who(), { video: 'https://meet.example/b', phone: null })).toMatchObject({ ownWays: { video: 'https://meet.example/b' } })
    expect(await keep(hours({ formats: ['video'], place: null }))).toMatchObject({ weekly: [{ incomplete: false }] })
    expect(await keepWays(db, who(), { video: null, phone: null })).toMatchObject({ weekly: [{ incomplete: true, missing: ['video-way-missing'] }] })
    await base.owner(`update programs set settings = $2 where id = $1`, [db.program, JSON.stringify(settings)])
  })
})

describe('one week differs', () => {
  test('"not this Thursday" and back again', async () => {
    const id = (await keep(hours()) as MyHours).weekly[0]!.id
    expect(comingDays(await takeHoursOff(db, who(), { hours: id, day: '2026-11-26' }) as MyHours).slice(0, 2)).toEqual(['2026-11-26 off', '2026-12-03'])
    expect(comingDays(await giveHoursBack(db, who(), { hours: id, day: '2026-11-26' }) as MyHours)[0]).toBe('2026-11-26')
    expect(await giveHoursBack(db, who(), { hours: id, day: '2026-11-26' })).toEqual({ refused: 'not-found' })
  })
  test('an extra hour comes and goes', async () => {
    const kept = await addExtraHours(db, who(), extra()) as MyHours
    expect(comingDays(kept)).toEqual(['2026-11-25 extra'])
    expect(await dropExtraHours(db, who(), kept.extra[0]!.id)).toMatchObject({ extra: [], coming: [] })
  })
  test('an extra hour may take the place of one that was taken out', async () => {
    const id = (await keep(hours()) as MyHours).weekly[0]!.id
    const over = extra({ on: '2026-11-26', starts: 1110, ends: 1170 })
    expect(await addExtraHours(db, who(), over)).toEqual({ refused: 'hours-overlap' })
    await takeHoursOff(db, who(), { hours: id, day: '2026-11-26' })
    expect(await addExtraHours(db, who(), over)).toMatchObject({ extra: [{ on: '2026-11-26' }] })
  })
  test.each([
    ['a time that is over', extra({ on: '2026-11-22' }), 'day-past'],
    ['a day in the far future', extra({ on: '2027-11-22' }), 'day-too-far'],
    ['an end before the start', extra({ ends: 700 }), 'times-unclear'],
    ['a drop-in for nobody', extra({ kind: 'drop-in' }), 'capacity-unclear'],
  ])('refuses %s', async (_, input, refusal) => expect(await addExtraHours(db, who(), input)).toEqual({ refused: refusal }))
  test('refuses to touch hours of somebody else', async () => {
    const id = (await keep(hours()) as MyHours).weekly[0]!.id
    const farah = (await here.addSupporter(`Farah ${randomUUID().slice(0, 8)}`)).id
    expect(await takeHoursOff(db, { person: farah, now: NOW }, { hours: id, day: '2026-11-26' })).toEqual({ refused: 'not-found' })
    expect(await takeHoursOff(db, who(), { hours: id, day: '2026-11-27' })).toEqual({ refused: 'day-not-theirs' })
  })
})

describe('the whole program', () => {
  test('closes for a holiday and opens again', async () => {
    await keep(hours())
    const closed = await keepDays(db, { kind: 'holiday', name: 'Reading week', firstDay: '2026-11-23', lastDay: '2026-11-29', closed: true })
    expect(comingDays(await mine())[0]).toBe('2026-12-03')
    expect(await addExtraHours(db, who(), extra())).toEqual({ refused: 'program-closed' })
    await removeDays(db, (closed as { id: string }).id)
    expect(comingDays(await mine())[0]).toBe('2026-11-26')
    expect(await keepDays(db, { kind: 'exams', name: 'Exams', firstDay: '2026-12-10', lastDay: '2026-12-01', closed: false })).toEqual({ refused: 'days-unclear' })
  })
  test('sees its gaps, hour by hour', async () => {
    for (const table of ['weekly_hours', 'extra_hours']) await base.owner(`delete from ${table} where program = $1`, [db.program])
    await keep(hours())
    await keepNeeds(db, [{ weekday: 4, hour: 18, need: 1 }, { weekday: 4, hour: 20, need: 1 }])
    const found = await coverageOf(db, { week: undefined, now: NOW })
    expect(found.monday).toBe('2026-11-23')
    expect(found.gaps).toEqual([{ weekday: 4, from: 20, to: 21, short: 1 }])
    await keep()
    expect((await coverageOf(db, { week: '2026-11-26', now: NOW })).gaps).toHaveLength(2)
  })
  test('keeps a place that supporters use', async () => {
    const lobby = await keepPlace(db, { name: 'Lobby', directions: '' }) as { id: string }
    expect(await keepPlace(db, { name: 'lobby', directions: '' })).toEqual({ refused: 'place-name-taken' })
    await keep(hours({ place: lobby.id }))
    expect(await removePlace(db, lobby.id)).toEqual({ refused: 'place-in-use' })
    await keep()
    expect(await removePlace(db, lobby.id)).toEqual({ removed: true })
  })
})

describe('hours from a spreadsheet', () => {
  const imported = () => ({ supporter: bruno, weekday: 1 as const, starts: 1380, ends: 60, kind: 'drop-in' as const, formats: ['messaging' as const], place: 'Library pod 3', validFrom: '2026-09-01' })
  const add = () => inTransaction(db, (tx) => addImportedHours(tx, imported()))
  test('cross midnight, bring their place along, and are kept unseen while they lack a way to meet', async () => {
    expect(await add()).toHaveProperty('id')
    const found = await mine()
    expect(found.weekly).toMatchObject([{ starts: 1380, ends: 1500, incomplete: true, missing: ['messaging-not-yet'], kind: 'drop-in', capacity: 4 }])
    expect(found.places.map((place) => place.name)).toContain('Library pod 3')
    expect((await planOf(db, NOW)).hours.find((h) => h.supporter === bruno)).toMatchObject({ incomplete: true })
  })
  test('are known when they come again', async () => {
    await add()
    expect(await add()).toEqual({ refused: 'already-there' })
  })
  test('may stay as they are while the week around them changes', async () => {
    await add()
    const [old] = (await mine()).weekly
    expect(await keep({ ...old!, formats: [...old!.formats] }, hours())).toMatchObject({ weekly: [{ incomplete: true }, { incomplete: false }] })
  })
})
