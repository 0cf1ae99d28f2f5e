import { describe, expect, test } from 'vitest'
import { publishedVersion, textProblems, type LimitsText, type TextVersion } from './rules/confidentiality.ts'
import { lineRefusal, lineStanding, mayRemoveLine, missingKinds, shownLines, type CrisisLine } from './rules/crisis-lines.ts'
import { isTimeZone } from './rules/days.ts'
import { nameIn, tidyNames } from './rules/names.ts'
import { CHECKLIST, doorState, isDone, openingProblems, openingWarnings, type OpeningState, type ProblemWord } from './rules/opening.ts'
import { DEFAULT_SETTINGS, settingRefusal, settingsOf } from './rules/settings.ts'
import { SEED_TOPICS, topicKeyOf } from './rules/topics.ts'

const TODAY = '2026-11-22'
const text: LimitsText = { promise: 'p', passedOn: ['a'], nameless: 'n', inPerson: 'i', privilege: 'v', career: 'c', minors: 'm' }
const reviewed: TextVersion = { version: 1, pack: 'generic', texts: { en: text, fr: text }, writtenOn: '2026-11-01', review: { reviewer: 'Dario Tremblay', on: '2026-11-02' } }
const line = (over: Partial<CrisisLine>): CrisisLine => ({
  id: 'a', packKey: null, packReadOn: null, checkedOn: '2026-11-20', checkedBy: 'Carla', kind: 'crisis', names: { en: 'Line' }, call: '988', textNumber: null,
  textKeyword: null, chatUrl: null, url: null, hours: '24/7', languages: ['en'], audiences: {}, schoolIsTold: 'no', pairedWith: null, sourceUrl: null, ...over,
})
const green: OpeningState = {
  locales: ['en', 'fr'], cohorts: 4, settings: { formats: ['in-person'], emergencyService: { names: { en: 'Campus security' }, phone: '555-0100' } },
  texts: [reviewed], minorsAnswer: { answer: 'no', by: 'Carla Moretti', on: TODAY },
  lines: [line({ id: 'e', kind: 'emergency', call: '911' }), line({})],
  coordinators: 2, safetyContacts: 2, hoursWithoutOnCall: [3, 4], readySupporters: 2, untestedSupporters: [],
}
const words = (state: OpeningState): ProblemWord[] => openingProblems(state).map((found) => found.problem)

describe('the opening checklist', () => {
  test('green in every item lets the doors open', () => expect(words(green)).toEqual([]))

  const cases: [string, Partial<OpeningState>, ProblemWord[]][] = [
    ['no cohort', { cohorts: 0 }, ['cohorts-missing']],
    ['no format offered', { settings: { ...green.settings, formats: [] } }, ['no-format']],
    ['a text nobody has reviewed', { texts: [{ ...reviewed, review: null }] }, ['text-not-reviewed']],
    ['a language without its text', { locales: ['en', 'zh'] }, ['text-incomplete']],
    ['"may students be under 18?" unanswered', { minorsAnswer: null }, ['under-18-unanswered']],
    ['no crisis line at all', { lines: [] }, ['lines-missing']],
    ['an emergency number nobody has checked', { lines: [line({}), line({ id: 'e', kind: 'emergency', checkedOn: null })] }, ['lines-missing', 'lines-unchecked']],
    ['one more line unchecked', { lines: [...green.lines, line({ id: 'c', kind: 'campus', checkedOn: null })] }, ['lines-unchecked']],
    ['hours at which nobody answers emergencies', { settings: { ...green.settings, emergencyService: null } }, ['emergency-hours-uncovered']],
    ['one coordinator only', { coordinators: 1 }, ['coordinators-few']],
    ['one ready supporter only', { readySupporters: 1 }, ['supporters-few']],
    ['a test alert that was not confirmed', { untestedSupporters: [{ id: 'b', name: 'Bruno' }] }, ['test-alerts-unconfirmed']],
  ]
  test.each(cases)('%s keeps them closed', (_, change, expected) => expect(words({ ...green, ...change })).toEqual(expected))

  test('a roster over all 168 hours needs no other service', () => {
    expect(words({ ...green, settings: { ...green.settings, emergencyService: null }, hoursWithoutOnCall: [] })).toEqual([])
  })
  test('an empty program misses everything but what its defaults give', () => {
    const empty: OpeningState = { ...green, cohorts: 0, texts: [], minorsAnswer: null, lines: [], coordinators: 1, readySupporters: 0, settings: { formats: [], emergencyService: null } }
    expect(words(empty)).toEqual(CHECKLIST.filter((word) => !['text-incomplete', 'lines-unchecked', 'test-alerts-unconfirmed'].includes(word)))
  })
  test('nothing is shown as done that nobody could have done yet', () => {
    const state = { ...green, texts: [], readySupporters: 0 }
    expect(CHECKLIST.filter((word) => !isDone(word, openingProblems(state)))).toEqual(['text-not-reviewed', 'text-incomplete', 'supporters-few', 'test-alerts-unconfirmed'])
  })
  test('a line checked over 180 days ago warns and closes nothing', () => {
    const state = { ...green, lines: [green.lines[0]!, line({ checkedOn: '2026-05-01' })] }
    expect(words(state)).toEqual([])
    expect(openingWarnings(state, TODAY)).toEqual([{ warning: 'lines-stale', count: 1 }])
  })
  test('a newer draft of the text waits for its review, and students keep the reviewed one', () => {
    const texts = [reviewed, { ...reviewed, version: 2, review: null }]
    expect(publishedVersion(texts)?.version).toBe(1)
    expect(openingWarnings({ ...green, texts }, TODAY)).toEqual([{ warning: 'text-newer-unreviewed', version: 2 }])
  })
  test('one safety contact is too few to report anybody to, and closes nothing', () => {
    const state = { ...green, safetyContacts: 1 }
    expect(words(state)).toEqual([])
    expect(openingWarnings(state, TODAY)).toEqual([{ warning: 'safety-contacts-few', have: 1 }])
  })
})

describe('doors once open', () => {
  test.each(['coordinators-few', 'supporters-few', 'emergency-hours-uncovered', 'test-alerts-unconfirmed', 'lines-unchecked'] as const)(
    '%s warns the coordinator and turns no student away', (word) => expect(doorState({ closed: false }, [word])).toBe('open'))
  test.each(['text-not-reviewed', 'lines-missing'] as const)('%s stops first contacts', (word) => expect(doorState({ closed: false }, [word])).toBe('closed'))
  test('a program that was never opened is not open however green it is', () => expect(doorState(null, [])).toBe('never-opened'))
  test('a coordinator may close them', () => expect(doorState({ closed: true }, [])).toBe('closed'))
})

describe('crisis lines', () => {
  test.each([['2026-11-22', 'checked'], ['2026-05-26', 'checked'], ['2026-05-25', 'stale'], [null, 'unchecked']] as const)('a line checked on %s is %s', (checkedOn, standing) => {
    expect(lineStanding({ checkedOn }, TODAY)).toBe(standing)
  })
  test('students see checked lines, and unchecked ones only where a needed kind has none', () => {
    const emergency = line({ id: 'e', kind: 'emergency', checkedOn: null })
    const student = line({ id: 's', kind: 'student', checkedOn: null })
    expect(shownLines([line({}), student, emergency]).map((shown) => shown.id)).toEqual(['e', 'a'])
  })
  test('campus comes before national lines, emergency before both', () => {
    const shown = shownLines([line({ id: 'n' }), line({ id: 'c', kind: 'campus' }), line({ id: 'e', kind: 'emergency' })])
    expect(shown.map((one) => one.id)).toEqual(['e', 'c', 'n'])
  })
  test('of a pair, both are shown or neither', () => {
    const pair = [line({ id: 'x', packKey: 'x', pairedWith: 'y' }), line({ id: 'y', packKey: 'y', pairedWith: 'x', checkedOn: null })]
    expect(shownLines([line({ id: 'e', kind: 'emergency' }), ...pair]).map((one) => one.id)).toEqual(['e'])
  })
  test('an open program keeps its last checked emergency number', () => {
    expect(mayRemoveLine(green.lines, 'e', true)).toBe(false)
    expect(mayRemoveLine(green.lines, 'e', false)).toBe(true)
    expect(mayRemoveLine([...green.lines, line({ id: 'b' })], 'b', true)).toBe(true)
  })
  test('a line without a number or link, or with letters for a number, is refused', () => {
    expect(lineRefusal(line({ call: null }))).toBe('no-way-to-reach')
    expect(lineRefusal(line({ call: 'ask me' }))).toBe('phone-unreadable')
    expect(lineRefusal(line({ chatUrl: 'http://chat.example' }))).toBe('link-not-https')
    expect(lineRefusal(line({ names: {} }))).toBe('name-missing')
    expect(lineRefusal(line({}))).toBeNull()
  })
  test('nothing checked leaves both needed kinds missing', () => expect(missingKinds([])).toEqual(['emergency', 'crisis']))
})

describe('the limits of confidentiality', () => {
  test('every language needs every sentence', () => {
    expect(textProblems({ en: { ...text, inPerson: ' ' } }, ['en'])).toEqual([{ locale: 'en', part: 'inPerson' }])
    expect(textProblems({ en: text }, ['en', 'zh'])).toHaveLength(7)
  })
})

describe('settings', () => {
  test('the defaults are accepted, and fill what was never set', () => {
    expect(settingRefusal(DEFAULT_SETTINGS)).toBeNull()
    expect(settingsOf({ slotMinutes: 45 })).toEqual({ ...DEFAULT_SETTINGS, slotMinutes: 45 })
  })
  test.each([
    [{ slotMinutes: 25 }, 'slot-length'], [{ horizonDays: 0 }, 'horizon'], [{ cancelNoticeMinutes: -1 }, 'notice'], [{ responseHours: 1000 }, 'response'],
    [{ programVideoLink: 'meet.example' }, 'link-not-https'], [{ programPhone: 'front desk' }, 'phone-unreadable'],
  ])('%o is refused as %s', (change, word) => expect(settingRefusal(settingsOf(change))).toBe(word))
})

describe('topics', () => {
  test.each([
    ['stress or anxiety', 'stress'], ['Burnout or sleep', 'burnout'], ['career or match', 'career'], ['impostor feelings', 'impostor'],
    ['suicidal thoughts or self-harm', 'suicide-self-harm'], ['covid-19', 'covid-19'], ['  Études  ', 'academics'], ['学业与考试', 'academics'], ['gardening', null],
  ])('a spreadsheet’s "%s" is %s', (spelling, key) => expect(topicKeyOf(spelling)).toBe(key))
  test('thoughts of suicide escalate, and only they', () => expect(SEED_TOPICS.filter((topic) => topic.escalates).map((topic) => topic.key)).toEqual(['suicide-self-harm']))
  test('no spelling means two topics', () => {
    const spellings = SEED_TOPICS.flatMap((topic) => [...new Set([topic.key, ...topic.aliases])])
    expect(spellings.length).toBe(new Set(spellings).size)
  })
})

test('a name falls back to another language rather than to nothing', () => {
  expect(nameIn({ fr: 'Première année' }, 'zh')).toBe('Première année')
  expect(tidyNames({ en: '  Year   1 ', fr: ' ' })).toEqual({ en: 'Year 1' })
  expect(tidyNames({ en: ' ' })).toBeNull()
})

test('a time zone is one that the calendar knows', () => {
  expect(['America/Toronto', 'Pacific/Auckland', 'UTC'].every(isTimeZone)).toBe(true)
  expect(['', 'Ridgeway', 'America/Ridgeway'].some(isTimeZone)).toBe(false)
})
