import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { MONDAY_NOON } from '../../../test/services.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { isRefused, type Refused } from '../../platform/refusals.ts'
import { createProgram, crisisLinesOf, doorNow, programFace, publishedLimits, type AskStaffFacts } from './actions.ts'
import { addLine, checkLine, dropLine, editLine, readLines } from './actions/crisis-lines.ts'
import { publicLines } from './actions/face.ts'
import { readLimits, readPack, reviewText, writeText } from './actions/limits.ts'
import { answerMinors, closeDoors, openDoors, readOpening } from './actions/opening.ts'
import { packCountries, packLines } from './actions/packs.ts'
import { finishStep, readSheet, saveCohorts, saveNames, savePlace, saveSettings, saveSites, saveTopics, type Visiting } from './actions/settings.ts'
import { lineRefusal, type LineFacts } from './rules/crisis-lines.ts'
import type { StaffFacts } from './rules/opening.ts'

const DAY = 86_400_000, TODAY = '2026-10-05'
let database: TestDatabase
beforeAll(async () => { database = await freshDatabase() })

const granted = <T>(answer: T): Exclude<T, Refused<string>> => {
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer as Exclude<T, Refused<string>>
}
const word = (answer: unknown): string | null => (isRefused(answer) ? answer.refused : null)

async function made(slug: string, over: Partial<Parameters<typeof createProgram>[1]> = {}): Promise<Visiting> {
  const db = database.of(randomUUID())
  granted(await createProgram(db, { slug, region: 'ON', today: TODAY, ...over }))
  return visitTo(db, slug)
}
const visitTo = (db: Db, slug: string, now = MONDAY_NOON): Visiting =>
  ({ db, now, program: { id: db.program, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en', 'fr', 'zh'] }, proof: { person: randomUUID(), fullName: 'Carla Moretti' } })

/** The rooms below say that all is well with staff. */
const wellStaffed: StaffFacts = { coordinators: 2, safetyContacts: 2, hoursWithoutOnCall: [], readySupporters: 2, untestedSupporters: [] }
const ask = (facts: Partial<StaffFacts> = {}): AskStaffFacts => async () => ({ ...wellStaffed, ...facts })
const problemsOf = async (visit: Visiting, facts: Partial<StaffFacts> = {}) => (await readOpening(visit, ask(facts))).problems.map((found) => found.problem)

async function ready(slug: string): Promise<Visiting> {
  const visit = await made(slug)
  granted(await saveCohorts(visit, [{ names: { en: 'Year 1' } }]))
  granted(await reviewText(visit, 1, { reviewer: 'Dario Tremblay', reviewedOn: TODAY }))
  await answerMinors(visit, 'no', ask())
  for (const line of (await readLines(visit)).lines) granted(await checkLine(visit, line.id))
  return visit
}
async function open(slug: string): Promise<Visiting> {
  const visit = await ready(slug)
  granted(await openDoors(visit, ask()))
  return visit
}

describe('a new program', () => {
  test('starts with topics, the region’s lines unchecked and a text nobody has reviewed', async () => {
    const visit = await made('fresh')
    const sheet = await readSheet(visit)
    expect(sheet.topics).toHaveLength(19)
    expect(sheet.topics.filter((topic) => topic.retired).map((topic) => topic.key)).toEqual(['covid-19'])
    const { lines } = await readLines(visit)
    expect(lines.map((line) => line.packKey)).toEqual(['ca-emergency', 'ca-988', 'ca-kids-help-phone', 'ca-on-good2talk', 'ca-on-php', 'ca-hope-for-wellness'])
    expect(lines.every((line) => line.standing === 'unchecked')).toBe(true)
    const limits = await readLimits(visit)
    expect(limits).toMatchObject({ fitting: 'ca-on', published: null })
    expect(limits.versions[0]?.texts.fr?.passedOn.join(' ')).toContain('société d’aide à l’enfance')
  })
  test('an address that is taken is refused, and the first program is left as it was', async () => {
    await made('taken')
    expect(word(await createProgram(database.of(randomUUID()), { slug: 'taken', today: TODAY }))).toBe('slug-taken')
  })
  test('shows help lines to anybody before it opens, and keeps first contacts out', async () => {
    const visit = await made('before')
    expect((await crisisLinesOf(visit.db)).map((line) => line.call)).toEqual(['911', '988'])
    expect(await inTransaction(visit.db, doorNow)).toBe('never-opened')
    expect(word(await publishedLimits({ db: visit.db, locale: 'en' }))).toBe('not-open-yet')
    expect((await programFace({ db: visit.db, locale: 'fr' })).door).toBe('never-opened')
  })
  test('a country without a pack gets the directories that know lines anywhere', async () => {
    const visit = await made('faraway', { country: 'PT', region: null })
    expect((await readLines(visit)).lines.map((line) => line.url)).toEqual(['https://findahelpline.com', 'https://befrienders.org'])
    expect(await problemsOf(visit)).toContain('lines-missing')
  })
})

describe('settings', () => {
  let visit: Visiting
  beforeEach(async () => { visit = await made(`settings-${randomUUID().slice(0, 8)}`) })

  test('names are kept in the languages given; none at all is refused', async () => {
    const names = { en: ' Ridgeway  Peer Support ', fr: '' }
    expect(granted(await saveNames(visit, { names, publicNames: { en: 'Commons' }, iconColour: 'plum' })).names).toEqual({ en: 'Ridgeway Peer Support' })
    expect(word(await saveNames(visit, { names: {}, publicNames: { en: 'Commons' }, iconColour: 'plum' }))).toBe('name-missing')
  })
  test('another province brings its own lines and text', async () => {
    granted(await savePlace(visit, { country: 'CA', region: 'QC', locales: ['fr'], timeZone: 'America/Toronto' }))
    expect((await readLines(visit)).lines.map((line) => line.packKey)).toContain('ca-qc-crisis')
    expect((await readLimits(visit)).fitting).toBe('ca-qc')
  })
  test('a text written by hand survives a move', async () => {
    const { texts } = granted(await readPack('ca-on'))
    granted(await writeText(visit, { pack: 'ca-on', texts }))
    granted(await savePlace(visit, { country: 'US', region: null, locales: ['en'], timeZone: 'America/New_York' }))
    expect((await readLimits(visit)).versions).toHaveLength(2)
  })
  test('a clock nobody knows is refused', async () => {
    expect(word(await savePlace(visit, { country: 'CA', region: null, locales: ['en'], timeZone: 'America/Ridgeway' }))).toBe('zone-unknown')
  })
  test('one setting can be sent alone, and a wrong one changes nothing', async () => {
    expect(granted(await saveSettings(visit, { slotMinutes: 45 })).settings).toMatchObject({ slotMinutes: 45, horizonDays: 28 })
    expect(word(await saveSettings(visit, { slotMinutes: 60, horizonDays: 0 }))).toBe('horizon')
    expect((await readSheet(visit)).settings.slotMinutes).toBe(45)
  })
  test('cohorts and sites of any profession keep their identity when renamed, moved or ended', async () => {
    const [first, second] = granted(await saveCohorts(visit, [{ names: { en: 'Nursing 1' } }, { names: { en: 'Dentistry 2' } }])).cohorts
    const after = granted(await saveCohorts(visit, [{ id: second!.id, names: { en: 'Dentistry, year 2' } }])).cohorts
    expect(after).toEqual([{ id: second!.id, names: { en: 'Dentistry, year 2' } }])
    expect(await database.owner('select ended_on from cohorts where id = $1', [first!.id])).toHaveLength(1)
    expect(granted(await saveSites(visit, [{ names: { fr: 'Campus nord' } }])).sites).toHaveLength(1)
    expect(word(await saveCohorts(visit, [{ names: { en: ' ' } }]))).toBe('name-missing')
  })
  test('topics are renamed, retired and added, and none is ever lost', async () => {
    const { topics } = await readSheet(visit)
    const items = topics.map((topic) => ({ id: topic.id, names: topic.names, retired: topic.key === 'finances' }))
    const after = granted(await saveTopics(visit, [...items, { names: { en: 'Visa and papers' }, retired: false }]))
    expect(after.topics).toHaveLength(20)
    expect(after.topics.find((topic) => topic.key === 'finances')?.retired).toBe(true)
    expect((await programFace({ db: visit.db, locale: 'en' })).topics.map((topic) => topic.name)).toContain('Visa and papers')
  })
  test('a list of topics that is sent twice adds its new ones once', async () => {
    const { topics } = await readSheet(visit)
    const items = [...topics.map(({ id, names, retired }) => ({ id, names, retired })), { names: { en: ' Night shifts ' }, retired: false }, { names: { en: 'Night shifts' }, retired: false }]
    const once = granted(await saveTopics(visit, items)).topics
    expect(once).toHaveLength(topics.length + 1)
    expect(granted(await saveTopics(visit, items)).topics).toEqual(once)
    expect(granted(await saveTopics(visit, [...once, { names: once.at(-1)!.names, retired: true }])).topics).toEqual(once)
  })
  test('the set-up can be resumed', async () => {
    await finishStep(visit, 'names')
    await finishStep(visit, 'names')
    granted(await saveCohorts(visit, [{ names: { en: 'Year 1' } }]))
    expect((await readSheet(visit)).setupDone).toEqual(['cohorts', 'names'])
  })
})

describe('the limits of confidentiality', () => {
  test('students see a version from its review on, and an unreviewed draft never', async () => {
    const visit = await made('limits')
    granted(await reviewText(visit, 1, { reviewer: 'Dario Tremblay', reviewedOn: TODAY }))
    const { texts } = granted(await readPack('generic'))
    granted(await writeText(visit, { pack: 'generic', texts: { ...texts, en: { ...texts.en!, promise: 'A newer promise.' } } }))
    const seen = granted(await publishedLimits({ db: visit.db, locale: 'en' }))
    expect(seen.version).toBe(1)
    expect(seen.sections.map((section) => section.heading)).not.toContain('If you are under 18')
    granted(await reviewText(visit, 2, { reviewer: 'Dario Tremblay', reviewedOn: TODAY }))
    expect(granted(await publishedLimits({ db: visit.db, locale: 'en' })).sections[0]?.sentences).toEqual(['A newer promise.'])
    expect(await database.owner('select version from limits_in_force where program = $1', [visit.db.program])).toEqual([{ version: 2 }])
  })
  test('where students may be under 18, the sentence for them is there', async () => {
    const visit = await ready('minors')
    await answerMinors(visit, 'yes', ask())
    expect(granted(await publishedLimits({ db: visit.db, locale: 'fr' })).sections.at(-1)?.heading).toBe('Si vous avez moins de 18 ans')
  })
  test('a review in the future or older than its text, a second review, a missing version and a missing language are refused', async () => {
    const visit = await made('reviews')
    const review = (version: number, reviewedOn = TODAY) => reviewText(visit, version, { reviewer: 'Dario Tremblay', reviewedOn })
    expect(word(await review(1, '2026-10-06'))).toBe('day-ahead')
    expect(word(await review(1, '2026-10-04'))).toBe('day-before')
    expect(word(await review(9))).toBe('not-found')
    granted(await review(1))
    expect(word(await review(1))).toBe('reviewed-already')
    expect(word(await writeText(visit, { pack: 'generic', texts: { en: granted(await readPack('generic')).texts.en } }))).toBe('text-incomplete')
    expect(word(await readPack('atlantis'))).toBe('not-found')
  })
})

describe('crisis lines', () => {
  const campus: LineFacts = {
    kind: 'campus', names: { en: 'Campus security' }, call: '555 0100', textNumber: null, textKeyword: null, chatUrl: null, url: null, hours: '24/7',
    languages: ['en'], audiences: {}, schoolIsTold: 'if-risk', pairedWith: null, sourceUrl: null,
  }
  test('a campus line is shown once somebody has checked it, before the national ones', async () => {
    const visit = await ready('campus')
    const { lines } = granted(await addLine(visit, campus))
    const added = lines.find((line) => line.kind === 'campus')!
    expect((await crisisLinesOf(visit.db)).map((line) => line.kind)).not.toContain('campus')
    granted(await checkLine(visit, added.id))
    expect((await crisisLinesOf(visit.db)).map((line) => line.kind).slice(0, 2)).toEqual(['emergency', 'campus'])
    expect(JSON.stringify(await publicLines(visit))).not.toContain('Carla')
  })
  test('another number voids the check; another name does not', async () => {
    const visit = await ready('renumbered')
    const line = (await readLines(visit)).lines.find((one) => one.packKey === 'ca-kids-help-phone')!
    const standing = (sheet: Awaited<ReturnType<typeof readLines>>) => sheet.lines.find((one) => one.id === line.id)?.standing
    expect(standing(granted(await editLine(visit, line.id, { ...line, names: { en: 'KHP' } })))).toBe('checked')
    expect(standing(granted(await editLine(visit, line.id, { ...line, call: '1-800-000-0000' })))).toBe('unchecked')
  })
  test('half a year later they warn', async () => {
    const visit = await open('stale')
    const later = { ...visit, now: visit.now + 181 * DAY }
    const sheet = await readOpening(later, ask())
    expect([sheet.door, sheet.problems, sheet.warnings]).toEqual(['open', [], [{ warning: 'lines-stale', count: 6 }]])
  })
  test('an open program cannot lose its last checked emergency number, by removal or by change', async () => {
    const visit = await open('needed')
    const line = (await readLines(visit)).lines.find((one) => one.kind === 'emergency')!
    expect(word(await dropLine(visit, line.id))).toBe('line-needed')
    expect(word(await editLine(visit, line.id, { ...line, call: '112' }))).toBe('line-needed')
    await closeDoors(visit, ask())
    expect(word(await dropLine(visit, line.id))).toBeNull()
    expect(word(await dropLine(visit, line.id))).toBe('not-found')
  })
  test('every line of every pack can be reached, and has a name', () => {
    for (const country of [...packCountries(), 'XX']) {
      expect(packLines(country).map((line) => [line.key, lineRefusal(line)]).filter(([, refusal]) => refusal)).toEqual([])
    }
  })
})

describe('the doors', () => {
  test('stay closed while one thing is missing, and the answer names it', async () => {
    const visit = await ready('almost')
    expect(await openDoors(visit, ask({ readySupporters: 1 }))).toEqual({ refused: 'checklist-not-green', detail: { problems: ['supporters-few'] } })
    expect(await problemsOf(visit, { hoursWithoutOnCall: [5] })).toEqual(['emergency-hours-uncovered'])
    granted(await saveSettings(visit, { emergencyService: { names: { en: 'Campus security' }, phone: '555 0100' } }))
    expect(await problemsOf(visit, { hoursWithoutOnCall: [5] })).toEqual([])
  })
  test('open when all is green; opening twice is opening once', async () => {
    const visit = await ready('green')
    expect(granted(await openDoors(visit, ask())).door).toBe('open')
    expect(granted(await openDoors(visit, ask())).openedOn).toBe(TODAY)
    expect(await inTransaction(visit.db, doorNow)).toBe('open')
    expect(await database.owner('select from program_openings where program = $1', [visit.db.program])).toHaveLength(1)
  })
  test('two coordinators who press at once open once, and two who write get a version each', async () => {
    const visit = await ready('at-once')
    await Promise.all([openDoors(visit, ask()), openDoors(visit, ask())])
    expect(await database.owner('select from program_openings where program = $1', [visit.db.program])).toHaveLength(1)
    const { texts } = granted(await readPack('ca-on'))
    await Promise.all([writeText(visit, { pack: 'ca-on', texts }), writeText(visit, { pack: 'ca-on', texts })])
    expect((await readLimits(visit)).versions.map((version) => version.version)).toEqual([3, 2, 1])
  })
  test('a language is offered only once its limits text is reviewed', async () => {
    const visit = await made('language')
    granted(await savePlace(visit, { country: 'CA', region: 'ON', locales: ['en'], timeZone: 'America/Toronto' }))
    granted(await writeText(visit, { pack: 'ca-on', texts: { en: granted(await readPack('ca-on')).texts.en } }))
    granted(await reviewText(visit, 2, { reviewer: 'Dario Tremblay', reviewedOn: TODAY }))
    granted(await saveCohorts(visit, [{ names: { en: 'Year 1' } }]))
    await answerMinors(visit, 'no', ask())
    for (const line of (await readLines(visit)).lines) granted(await checkLine(visit, line.id))
    granted(await openDoors(visit, ask()))
    expect(word(await savePlace(visit, { country: 'CA', region: 'ON', locales: ['en', 'fr'], timeZone: 'America/Toronto' }))).toBe('text-incomplete')
  })
  test('stay open with a warning when staff is missing, and close when a coordinator says so', async () => {
    const visit = await open('warned')
    expect(await readOpening(visit, ask({ coordinators: 1, readySupporters: 0 }))).toMatchObject({ door: 'open', problems: [{ problem: 'coordinators-few', have: 1 }, { problem: 'supporters-few', have: 0 }] })
    expect((await closeDoors(visit, ask())).door).toBe('closed')
    expect(await inTransaction(visit.db, doorNow)).toBe('closed')
    expect(granted(await openDoors({ ...visit, now: visit.now + DAY }, ask())).openedOn).toBe('2026-10-06')
  })
  test('what rooms below read is the same answer, whatever is missing', async () => {
    const visit = await open('one-rule')
    const { program } = visit.db
    const seen = async () => [await inTransaction(visit.db, doorNow), (await database.owner('select from open_programs where program = $1', [program])).length]
    expect(await seen()).toEqual(['open', 1])
    await database.owner(`delete from crisis_line_checks where line in (select id from crisis_lines where program = $1 and kind = 'crisis')`, [program])
    expect(await seen()).toEqual(['closed', 0])
    expect(await database.owner('select from open_programs where program = $1', [(await ready('not-opened')).db.program])).toEqual([])
  })
  test('another country or no cohort at all is refused while they are open', async () => {
    const visit = await open('moving')
    expect(word(await savePlace(visit, { country: 'FR', region: null, locales: ['fr'], timeZone: 'Europe/Paris' }))).toBe('close-first')
    expect(word(await saveCohorts(visit, []))).toBe('close-first')
    expect(word(await savePlace(visit, { country: 'CA', region: 'ON', locales: ['fr', 'en'], timeZone: 'America/Toronto' }))).toBeNull()
  })
})

test('what staff did is noted by day, without a student or a word of what they wrote', async () => {
  const visit = await open('audited')
  const events = await database.owner<{ event: string; day: unknown }>('select event, detail from audit_entries where program = $1', [visit.db.program])
  expect(new Set(events.map((entry) => entry.event))).toEqual(new Set(['cohorts-changed', 'limits-reviewed', 'minors-answered', 'crisis-line-checked', 'doors-opened']))
})

test('before the setting exists, only the narrow questions are answered', async () => {
  await made('narrow')
  const connection = await database.pool.connect()
  const found = await connection.query(`select slug, time_zone from program_by_slug('narrow')`)
  const listed = await connection.query(`select slug from list_programs() where slug = 'narrow'`)
  const direct = await connection.query('select id from programs')
  connection.release()
  expect([found.rows, listed.rows, direct.rows]).toEqual([[{ slug: 'narrow', time_zone: 'America/Toronto' }], [{ slug: 'narrow' }], []])
})
