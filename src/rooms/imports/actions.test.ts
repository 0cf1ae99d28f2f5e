import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dayIn } from '../../platform/clock.ts'
import { isRefused } from '../../platform/refusals.ts'
import { freshDatabase } from '../../../test/database.ts'
import { testServices } from '../../../test/services.ts'
import { createProgram } from '../programs/actions.ts'
import { finishImport, importFile, readDesk, type FileImport, type Importing } from './actions.ts'

const database = await freshDatabase()
const services = await testServices(Date.UTC(2026, 10, 22, 15))
let made = 0

async function aProgram(): Promise<Importing> {
  const slug = `school-${(made += 1)}`
  const created = await createProgram(database.of(randomUUID()), { slug, today: dayIn('America/Toronto', services.clock.now()) })
  if (isRefused(created)) throw new Error(created.refused)
  const program = { id: created.id, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en', 'fr', 'zh'] as const }
  return { db: database.of(created.id), program, services, now: services.clock.now(), by: null }
}
const demo = (file: string) => readFileSync(new URL(`../../../demo/${file}`, import.meta.url))
const bytes = (text: string) => new TextEncoder().encode(text)
const take = (here: Importing, kind: FileImport['kind'], content: Uint8Array, more: Partial<FileImport> = {}) => importFile(here, { kind, bytes: content, locale: 'en', ...more })
const count = async (here: Importing, table: string): Promise<number> => Number((await database.owner<{ n: string }>(`select count(*) as n from ${table} where program = $1`, [here.program.id]))[0]!.n)

async function ridgeway(): Promise<Importing> {
  const here = await aProgram()
  await take(here, 'supporters', demo('supporters.csv'))
  await take(here, 'hours', demo('weekly-hours.csv'))
  await take(here, 'interactions', demo('interactions.csv'))
  return here
}

describe('the three Ridgeway files', () => {
  test('bring 35 supporters, 43 weekly hours and 303 contacts into a new program', async () => {
    const here = await aProgram()
    expect(await take(here, 'supporters', demo('supporters.csv'))).toMatchObject({ outcome: 'taken-in', added: 35, synthetic: true })
    expect(await take(here, 'hours', demo('weekly-hours.csv'))).toMatchObject({ outcome: 'taken-in', added: 43 })
    expect(await take(here, 'interactions', demo('interactions.csv'))).toMatchObject({ outcome: 'taken-in', added: 303 })
    expect([await count(here, 'supporters'), await count(here, 'weekly_hours'), await count(here, 'interactions')]).toEqual([35, 43, 303])
    const years = await database.owner<{ name: string }>(`select names->>'en' as name from cohorts where program = $1 order by 1`, [here.program.id])
    expect(years.map(({ name }) => name)).toEqual(['Year 2', 'Year 3', 'Year 4'])
    expect((await readDesk(here)).sites.map(({ names }) => names.en ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual(['Lakeside hospital', 'North campus'])
  })

  test('change nothing the second time', async () => {
    const here = await ridgeway()
    for (const [kind, file, rows] of [['supporters', 'supporters.csv', 35], ['hours', 'weekly-hours.csv', 43], ['interactions', 'interactions.csv', 303]] as const) {
      expect(await take(here, kind, demo(file))).toMatchObject({ outcome: 'taken-in', added: 0, alreadyHere: rows })
    }
    expect([await count(here, 'supporters'), await count(here, 'weekly_hours'), await count(here, 'interactions')]).toEqual([35, 43, 303])
  })

  test('keep months of long ago and no day, no supporter, and not the order of the file', async () => {
    const here = await ridgeway()
    const kept = await database.owner<{ period: string }>('select period from interactions where program = $1 order by ctid', [here.program.id])
    expect(kept.every(({ period }) => /^20(18|19|20)-\d\d$/.test(period))).toBe(true)
    expect(kept.map(({ period }) => period)).not.toEqual(kept.map(({ period }) => period).toSorted())
    const columns = await database.owner<{ name: string }>(`select column_name as name from information_schema.columns where table_name in ('interactions', 'imported_rows')`)
    expect(columns.map(({ name }) => name).filter((name) => /supporter|person|date|day|line/.test(name))).toEqual([])
  })

  test('mark hours that lack a way to meet as incomplete', async () => {
    const here = await aProgram()
    await take(here, 'supporters', demo('supporters.csv'))
    const report = await take(here, 'hours', demo('weekly-hours.csv'))
    expect(report.incomplete).toBeGreaterThan(10)
    expect(report.notices.join(' ')).toContain('lack a way to meet')
  })
})

describe('a broken file', () => {
  test('changes nothing and names its rows', async () => {
    const here = await aProgram()
    const broken = 'date,format,initiated_by,minutes,topics\n2018-08-27,in person,student,30-59,stress\n2018-13-01,in person,student,30-59,stress\n2018-08-28,pigeon,student,12 parsecs,stress\n'
    const report = await take(here, 'interactions', bytes(broken))
    expect(report.outcome).toBe('refused')
    expect(report.problems.map(({ line, reason }) => [line, reason])).toEqual([[3, 'no-such-day'], [4, 'unknown-format'], [4, 'not-a-duration']])
    expect(report.lines.at(-1)).toBe('Nothing was changed: 3 cells need to be mended.')
    expect([await count(here, 'interactions'), await count(here, 'imported_rows')]).toEqual([0, 0])
  })

  test('is told of in the language of the file', async () => {
    const here = await aProgram()
    const report = await take(here, 'interactions', bytes('date;forme;initié par;durée;sujets\n27/13/2018;en personne;étudiante;1 h 30;stress\n'), { locale: 'fr' })
    expect(report.lines[0]).toBe('ligne 2, date : « 27/13/2018 » : Ce jour n’existe pas. Vérifiez le jour et le mois.')
  })

  test('with one bad row among good ones brings in none of them', async () => {
    const here = await aProgram()
    const rows = 'name,email,class_year,site,languages,topics\nHana Sato,hana@school.example,2,North,English,stress\nOwen Fraser,hana@school.example,2,North,English,stress\n'
    expect(await take(here, 'supporters', bytes(rows))).toMatchObject({ outcome: 'refused', problems: [{ line: 3, reason: 'twice-in-file' }] })
    expect([await count(here, 'people'), await count(here, 'sites'), await count(here, 'cohorts')]).toEqual([0, 0, 0])
  })

  test('of hours names a supporter nobody knows, and hours that overlap', async () => {
    const here = await aProgram()
    await take(here, 'supporters', bytes('name,email\nHana Sato,hana@school.example\n'))
    const hours = 'supporter,weekday,starts,ends,formats,place\nhana@school.example,Monday,18:00,20:00,in person,Room 204\nHana Sato,Monday,19:00,21:00,in person,Room 204\nnobody@school.example,Monday,18:00,20:00,in person,Room 204\n'
    const report = await take(here, 'hours', bytes(hours))
    expect(report.problems.map(({ line, reason }) => [line, reason])).toEqual([[3, 'hours-overlap'], [4, 'unknown-supporter']])
    expect([await count(here, 'weekly_hours'), await count(here, 'meeting_places')]).toEqual([0, 0])
  })
})

describe('what tells who somebody is', () => {
  test('is not stored from a column of notes, nor from a place', async () => {
    const here = await aProgram()
    const canary = 'Zephyrine Okonjo-Baptiste'
    await take(here, 'supporters', bytes('name,email\nHana Sato,hana@school.example\n'))
    const hours = await take(here, 'hours', bytes(`supporter,weekday,starts,ends,formats,place\nhana@school.example,Monday,18:00,20:00,in person,at ${canary}'s flat\n`))
    expect(hours.notices.join(' ')).toContain('a name')
    const notes = `date,format,initiated_by,minutes,topics,notes\n2018-08-27,in person,student,30-59,stress,Met ${canary} about her exams\n`
    const contacts = await take(here, 'interactions', bytes(notes))
    expect(contacts.notices.join(' ')).toContain('“notes” is not kept. In one line it seems to hold a name.')
    expect(JSON.stringify([hours, contacts])).not.toContain('Zephyrine')
    const tables = await database.owner<{ name: string }>(`select table_name as name from information_schema.columns where column_name = 'program' and table_schema = 'public'`)
    for (const { name } of new Set(tables.map((table) => table)))
      expect(JSON.stringify(await database.owner(`select t.*::text from ${name} t where program = $1`, [here.program.id])), name).not.toContain('Zephyrine')
    expect(await count(here, 'interactions')).toBe(1)
    expect(await count(here, 'meeting_places')).toBe(0)
  })
})

describe('the ledger', () => {
  test('takes a longer version of the same file without counting a row twice, two equal contacts included', async () => {
    const here = await aProgram()
    const head = 'date,format,initiated_by,minutes,topics\n', row = '2018-08-27,in person,student,30-59,stress\n', other = '2018-09-27,phone,student,<15,grief\n'
    expect(await take(here, 'interactions', bytes(head + row + row))).toMatchObject({ added: 2 })
    expect(await take(here, 'interactions', bytes(head + row + other + row))).toMatchObject({ added: 1, alreadyHere: 2 })
    expect(await take(here, 'interactions', bytes(`${head.replaceAll(',', ';')}27 August 2018;F2F;Student;45 min;Anxiety\n`))).toMatchObject({ added: 0, alreadyHere: 1 })
  })

  test('holds keyed hashes that say nothing without their key, and is gone with it after the finish', async () => {
    const here = await aProgram()
    const file = bytes('date,format,initiated_by,minutes,topics\n2018-08-27,in person,student,30-59,stress\n')
    await take(here, 'interactions', file)
    expect((await readDesk(here)).remembered).toEqual({ supporters: 0, hours: 0, interactions: 1 })
    const key = await services.keys.open(`imports/${here.program.id}`)
    expect(key).not.toBeNull()
    expect(await finishImport(here)).toEqual({ forgotten: 1 })
    expect([await count(here, 'imported_rows'), await services.keys.open(`imports/${here.program.id}`)]).toEqual([0, null])
    expect(await take(here, 'interactions', file)).toMatchObject({ added: 1 })
  })

  test('lets one of two imports of the same file win', async () => {
    const here = await aProgram()
    const reports = await Promise.all([1, 2, 3].map(() => take(here, 'interactions', demo('interactions.csv'))))
    expect(reports.map(({ added }) => added).toSorted((a, b) => a - b)).toEqual([0, 0, 303])
    expect(await count(here, 'interactions')).toBe(303)
  })

  test('belongs to one program: another imports the same file for itself', async () => {
    const [one, other] = [await aProgram(), await aProgram()]
    const file = bytes('date,format,initiated_by,minutes,topics\n2018-08-27,in person,student,30-59,stress\n')
    expect([(await take(one, 'interactions', file)).added, (await take(other, 'interactions', file)).added]).toEqual([1, 1])
  })
})

test('a dry run reads everything and saves nothing', async () => {
  const here = await aProgram()
  expect(await take(here, 'supporters', demo('supporters.csv'), { dryRun: true })).toMatchObject({ outcome: 'dry-run', rows: 35, added: 0 })
  expect(await count(here, 'people')).toBe(0)
})

test('a supporter whose address is here already is named, and nobody comes in', async () => {
  const here = await aProgram()
  await take(here, 'supporters', bytes('name,email\nHana Sato,hana@school.example\n'))
  await finishImport(here)
  const report = await take(here, 'supporters', bytes('name,email\nKofi Mensah,kofi@school.example\nHana Sato,HANA@school.example\n'))
  expect(report.problems).toMatchObject([{ line: 3, reason: 'already-here' }])
  expect(await count(here, 'people')).toBe(1)
})

test('columns are named by hand where their names say nothing', async () => {
  const here = await aProgram()
  const file = bytes('A,B,C,D,E\n27/08/2018,zoom,peer supporter,25,stress; sleep\n')
  expect((await take(here, 'interactions', file)).lines[0]).toContain('No column for: Date (date)')
  expect((await take(here, 'interactions', file, { map: 'date=A,format=Z' })).lines[0]).toContain('format=Z')
  expect(await take(here, 'interactions', file, { map: 'date=A,format=B,initiator=C,duration=D,topics=E' })).toMatchObject({ added: 1 })
})

test('a date that can mean two days is asked about and never guessed', async () => {
  const here = await aProgram()
  const file = bytes('date,format,initiated_by,minutes,topics\n03/04/2019,phone,student,20,stress\n')
  const asked = await take(here, 'interactions', file)
  expect(asked).toMatchObject({ outcome: 'refused', problems: [{ line: 2, reason: 'ambiguous-date' }] })
  expect(asked.lines[0]).toContain('--date-order day-month')
  expect(await take(here, 'interactions', file, { dateOrder: 'month-day' })).toMatchObject({ added: 1 })
  expect(await database.owner('select period from interactions where program = $1', [here.program.id])).toEqual([{ period: '2019-03' }])
})
