import { describe, expect, test } from 'vitest'
import { firstDisplayName, givesFullName, holdsContact, languageName, languageTag, missingFor, profileRefusal, READINESS, shownExperiences, standingOf, type Profile, type ReadinessFacts } from './rules.ts'

const ready = Object.fromEntries(READINESS.map((requirement) => [requirement, true])) as ReadinessFacts
const profile = (part: Partial<Profile> = {}): Profile =>
  ({ displayName: 'Bruno', cohort: null, site: null, languages: ['en'], topics: [], about: '', experiences: [], ...part })
const chronic = { wording: 'chronic illness', shown: true }

describe('readiness', () => {
  test('names each thing that is missing', () => {
    for (const requirement of READINESS) expect(missingFor({ ...ready, [requirement]: false })).toEqual([requirement])
  })
  test('all of it makes a supporter ready, anything less does not', () => {
    expect(standingOf({ left: false, paused: false, facts: ready })).toBe('ready')
    expect(standingOf({ left: false, paused: false, facts: { ...ready, 'two-ways-back': false } })).toBe('not-ready')
  })
  test('a pause hides a ready supporter, and leaving outlasts a pause', () => {
    expect(standingOf({ left: false, paused: true, facts: ready })).toBe('paused')
    expect(standingOf({ left: true, paused: true, facts: ready })).toBe('alumni')
  })
})

describe('lived experience and full names', () => {
  test.each([
    ['Bruno Silva', 'Bruno Silva', true], ['bruno-silva', 'Bruno Silva', true], ['Silva, Bruno', 'Bruno Silva', true], ['brunosilva', 'Bruno Silva', true],
    ['Elodie Haddad', 'Élodie Haddad', true], ['王小明', '王小明', true], ['小明', '王小明', false],
    ['Bruno', 'Bruno Silva', false], ['Bruno S.', 'Bruno Silva', false], ['Sky', 'Bruno Silva', false],
  ])('"%s" for %s gives the full name: %s', (shown, full, gives) => expect(givesFullName(shown, full)).toBe(gives))
  test('never stand side by side', () => {
    expect(profileRefusal(profile({ displayName: 'Bruno Silva', experiences: [chronic] }), 'Bruno Silva')).toBe('full-name-beside-experience')
    expect(profileRefusal(profile({ displayName: 'Bruno Silva', experiences: [{ ...chronic, shown: false }] }), 'Bruno Silva')).toBeNull()
    expect(shownExperiences(profile({ displayName: 'Bruno Silva', experiences: [chronic] }), 'Bruno Silva')).toEqual([])
  })
  test('only items with a yes are shown', () => {
    expect(shownExperiences(profile({ experiences: [chronic, { wording: 'a parent', shown: false }] }), 'Bruno Silva')).toEqual(['chronic illness'])
  })
})

describe('a profile', () => {
  test.each(['call me at 613 555 0100', 'bruno@ridgeway.example', 'see https://example.org', 'www.example.org'])('"%s" holds a contact', (about) => {
    expect(profileRefusal(profile({ about }), 'Bruno Silva')).toBe('contact-in-profile')
  })
  test.each(['I repeated second year in 2024.', 'Listening since 2023-24', 'Ask me about call 24/7'])('"%s" does not', (about) => expect(holdsContact(about)).toBe(false))
  test('needs a name to be shown', () => expect(profileRefusal(profile({ displayName: '  ' }), 'Bruno Silva')).toBe('display-name-missing'))
  test('begins with the given name, numbered where it is taken', () => {
    expect(firstDisplayName('Bruno Silva', [])).toBe('Bruno')
    expect(firstDisplayName('Bruno Silva', ['bruno', 'Bruno 2'])).toBe('Bruno 3')
  })
})

describe('languages', () => {
  test.each([['English', 'en'], ['français', 'fr'], ['Mandarin', 'zh'], ['Cantonese', 'yue'], ['Punjabi', 'pa'], ['西班牙语', 'es'], ['LSQ', 'lsq'], ['fr', 'fr'], ['Klingon', null], ['', null]])('"%s" is %s', (name, tag) => {
    expect(languageTag(name)).toBe(tag)
  })
  test('are named in the reader\u2019s language', () => expect([languageName('pa', 'fr'), languageName('lsq', 'en')]).toEqual(['pendjabi', 'Quebec Sign Language']))
})
