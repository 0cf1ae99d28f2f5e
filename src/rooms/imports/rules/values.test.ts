import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SEED_TOPICS } from '../../programs/rules/topics.ts'
import { readFormat, readInitiator, readKindOfHours, readReferral, readSafetyLevel, readYesNo, topicReader } from './choices.ts'
import { guessMapping, missingFields, readMapping } from './columns.ts'
import { dateOrderOf, readDate } from './dates.ts'
import { csvRow, neutraliseCell } from './neutralise.ts'
import { readBand, readMinutes, readNumber } from './numbers.ts'
import { readTime, readTimeRange, readWeekday, sameZone } from './times.ts'

const day = '2018-08-27'

describe('a date', () => {
  test.each([
    '2018-08-27', '2018/8/27', '2018.08.27', '2018-08-27 14:30', '2018-08-27T14:30:00Z', '27 August 2018', 'Aug 27, 2018', 'August 27th, 2018', 'Monday, 27 Aug 2018', '27 août 2018', 'lundi 27 août 2018',
    '27-Aug-2018', '2018年8月27日', '2018年08月27号', '２０１８年８月２７日', '27. August 2018',
  ])('written as %s is the 27th of August 2018', (cell) => expect(readDate(cell, null)).toEqual({ date: day }))

  test('with numbers alone is read in the order that was said, and in no other', () => {
    expect(readDate('27/08/2018', 'day-month')).toEqual({ date: day })
    expect(readDate('08/27/2018', 'month-day')).toEqual({ date: day })
    expect(readDate('08/27/2018', 'day-month')).toEqual({ trouble: 'not-in-this-order' })
    expect(readDate('03/04/2019', null)).toEqual({ trouble: 'ambiguous-date' })
    expect(readDate('04/04/2019', null)).toEqual({ date: '2019-04-04' })
  })

  test.each([
    ['2018-13-01', 'no-such-day'], ['30 février 2019', 'no-such-day'], ['27/08/18', 'short-year'], ['27 août', 'short-year'], ['soon', 'not-a-date'], ['43339', 'not-a-date'], ['1er septembre', 'short-year'],
  ])('written as %s is no day: %s', (cell, trouble) => expect(readDate(cell, 'day-month')).toEqual({ trouble }))

  test('of the first of the month reads in French', () => expect(readDate('1er septembre 2018', null)).toEqual({ date: '2018-09-01' }))

  test('decides for its whole column: by what can only mean one thing, by French, by a person, or not at all', () => {
    expect(dateOrderOf(['03/04/2019', '27/08/2018'], 'en', null)).toEqual({ order: 'day-month', because: 'cells' })
    expect(dateOrderOf(['03/04/2019', '08/27/2018'], 'en', null)).toEqual({ order: 'month-day', because: 'cells' })
    expect(dateOrderOf(['03/04/2019'], 'en', null)).toEqual({ order: null, because: 'asked' })
    expect(dateOrderOf(['27/08/2018', '08/27/2018'], 'en', null)).toEqual({ order: null, because: 'asked' })
    expect(dateOrderOf(['03/04/2019', '08/27/2018'], 'fr', null)).toEqual({ order: 'day-month', because: 'locale' })
    expect(dateOrderOf(['03/04/2019'], 'zh', null)).toEqual({ order: null, because: 'asked' })
    expect(dateOrderOf(['03/04/2019'], 'en', 'month-day')).toEqual({ order: 'month-day', because: 'said' })
    expect(dateOrderOf(['2018-08-27', '27 août 2018'], 'en', null)).toEqual({ order: null, because: 'not-needed' })
  })

  test('of any day comes back from each way of writing it', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [year = '', month = '', dayOf = ''] = iso.split('-')
      const names = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
      for (const cell of [iso, `${year}年${Number(month)}月${Number(dayOf)}日`, names('en-CA'), names('en-GB'), names('fr-CA'), names('zh-CN')]) expect(readDate(cell, null)).toEqual({ date: iso })
      expect(readDate(`${dayOf}/${month}/${year}`, 'day-month')).toEqual({ date: iso })
      expect(readDate(`${month}/${dayOf}/${year}`, 'month-day')).toEqual({ date: iso })
    }))
  })
})

describe('a time of day', () => {
  test.each([
    ['17:30', '17:30'], ['17 h 30', '17:30'], ['17h30', '17:30'], ['17h', '17:00'], ['5:30 pm', '17:30'], ['5:30 p.m.', '17:30'], ['5 PM', '17:00'], ['12 am', '00:00'], ['12:15 pm', '12:15'], ['noon', '12:00'], ['minuit', '24:00'],
    ['下午5点半', '17:30'], ['晚上9点', '21:00'], ['上午10:30', '10:30'], ['9点15分', '09:15'], ['24:00', '24:00'], ['17.30', '17:30'], ['17:30:00', '17:30'],
    ['25:00', null], ['17:75', null], ['13 pm', null], ['half past five', null], ['5', null],
  ])('%s is %s', (cell, time) => expect(readTime(cell)).toBe(time))

  test.each([
    ['18:00-20:00', '18:00', '20:00'], ['6-8 pm', '18:00', '20:00'], ['17 h 30 à 19 h', '17:30', '19:00'], ['6 pm to 8 pm', '18:00', '20:00'], ['18:00–20:00', '18:00', '20:00'], ['下午5点至7点', '17:00', '19:00'],
  ])('%s is a span', (cell, starts, ends) => expect(readTimeRange(cell)).toEqual({ starts, ends }))

  test.each([
    ['Monday', 1], ['mon.', 1], ['Lundi', 1], ['星期一', 1], ['周三', 3], ['dimanche', 7], ['礼拜天', 7], ['SUNDAYS', 7], ['le jeudi', 4], ['1', null], ['someday', null],
  ])('%s is weekday %s', (cell, weekday) => expect(readWeekday(cell)).toBe(weekday))

  test('has a zone that may go by another of its names', () => {
    expect(sameZone('America/Toronto', 'America/Toronto')).toBe(true)
    expect(sameZone('US/Eastern', 'America/New_York')).toBe(true)
    expect([sameZone('Europe/Paris', 'America/Toronto'), sameZone('nowhere', 'America/Toronto')]).toEqual([false, false])
  })
})

describe('a number or a duration', () => {
  test.each([
    ['24', 'en', 24], ['24,5', 'fr', 24.5], ['24.5', 'fr', 24.5], ['24.5', 'en', 24.5], ['1,234', 'fr', null], ['1,234', 'en', 1234], ['1.234', 'fr', 1234], ['1 234,5', 'fr', 1234.5], ['1,234.5', 'en', 1234.5], ['abc', 'en', null], ['', 'en', null],
  ] as const)('%s in %s is %s', (cell, locale, number) => expect(readNumber(cell, locale)).toBe(number))

  test.each([
    ['25', '15-29'], ['25 min', '15-29'], ['1 h 30', '>=90'], ['1h', '60-89'], ['1:15', '60-89'], ['1,5 h', '>=90'], ['half an hour', '30-59'], ['une demi-heure', '30-59'], ['半小时', '30-59'], ['45分钟', '30-59'], ['1小时30分', '>=90'],
    ['<15', '<15'], ['< 15 min', '<15'], ['moins de 15 minutes', '<15'], ['不到15分钟', '<15'], ['>=90', '>=90'], ['90+', '>=90'], ['90 ou plus', '>=90'], ['90分钟以上', '>=90'], ['15-29', '15-29'], ['15–29 min', '15-29'], ['30 to 59', '30-59'], ['30 à 59 minutes', '30-59'],
    ['about 20 min', '15-29'], ['0', '<15'], ['20-40', null], ['<30', null], ['a while', null], ['-5', null], ['2000', null],
  ])('%s is the band %s', (cell, band) => expect(readBand(cell, cell.includes(',') ? 'fr' : 'en')).toBe(band))

  test('of every minute of a day falls into exactly the band that holds it', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => {
      const band = minutes < 15 ? '<15' : minutes < 30 ? '15-29' : minutes < 60 ? '30-59' : minutes < 90 ? '60-89' : '>=90'
      expect(readBand(String(minutes), 'en')).toBe(band)
      expect(readMinutes(`${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`, 'fr')).toBe(minutes)
    }))
  })
})

describe('a word of the fixed lists', () => {
  test.each([
    [readFormat, 'In person', 'in-person'], [readFormat, 'Zoom', 'video'], [readFormat, 'texto', 'messaging'], [readFormat, '面谈', 'in-person'], [readFormat, 'appel téléphonique', 'phone'], [readFormat, 'telepathy', null],
    [readInitiator, 'Peer supporter', 'supporter'], [readInitiator, 'étudiante', 'student'], [readInitiator, '第三方', 'third-party'], [readInitiator, 'nobody', null],
    [readKindOfHours, 'sans rendez-vous', 'drop-in'], [readKindOfHours, '可预约', 'bookable'],
    [readReferral, 'physician or health service', 'health-service'], [readReferral, 'aucune', 'none'], [readReferral, '心理咨询', 'counselling'], [readReferral, 'Student Affairs', 'student-affairs'],
    [readSafetyLevel, 'à surveiller', 'watch'], [readSafetyLevel, '紧急', 'emergency'], [readYesNo, 'Oui', true], [readYesNo, '✓', true], [readYesNo, '否', false], [readYesNo, 'perhaps', null],
  ])('%o reads %s as %s', (read, cell, meaning) => expect(read(cell)).toBe(meaning))

  const topicOf = topicReader(SEED_TOPICS.map(({ key, names }) => ({ id: `id-${key}`, key, names })))
  test.each([
    ['stress', 'stress'], ['Stress or anxiety', 'stress'], ['anxiété', 'stress'], ['academics/exams', 'academics'], ['burnout or sleep', 'burnout'], ['career (CaRMS)', null], ['CaRMS', 'career'], ['住房', 'finances'],
    ['Friends, family, partner', 'relationships'], ['suicidal thoughts or self-harm', 'suicide-self-harm'], ['COVID-19', 'covid-19'], ['other', 'other'], ['astrology', null],
  ])('topic %s is %s', (cell, key) => expect(topicOf(cell)).toBe(key === null ? null : `id-${key}`))

  test('of the program’s own topics wins over the usual meaning', () => {
    const own = topicReader([{ id: 'a', key: 'own-1', names: { en: 'Stress' } }, { id: 'b', key: 'stress', names: { en: 'Worry' } }])
    expect([own('stress'), own('anxiety')]).toEqual(['a', 'b'])
  })
})

describe('the columns of a file', () => {
  test.each([
    ['interactions', ['Date', 'Format', 'Initiated by', 'Duration (min)', 'Topics', 'Notes'], { date: 0, format: 1, initiator: 2, duration: 3, topics: 4, supporter: null }],
    ['interactions', ['日期', '形式', '发起人', '时长', '话题'], { date: 0, format: 1, initiator: 2, duration: 3, topics: 4 }],
    ['hours', ['Pair aidant', 'Jour', 'Début', 'Fin', 'Modalité', 'Lieu'], { supporter: 0, weekday: 1, starts: 2, ends: 3, formats: 4, place: 5 }],
    ['supporters', ['Courriel', 'Nom complet', 'Année', 'Campus', 'Langues'], { email: 0, name: 1, cohort: 2, site: 3, languages: 4 }],
  ] as const)('%s with %j are found by their names', (kind, header, mapping) => expect(guessMapping(kind, header)).toMatchObject(mapping))

  test('that are needed and not there are named', () => expect(missingFields('interactions', guessMapping('interactions', ['Date', 'Topics']))).toEqual(['format', 'initiator', 'duration']))

  test('may be named by hand; a column serves once', () => {
    const mapping = readMapping('interactions', ['date', 'when'], 'date=when')
    expect(mapping).toMatchObject({ date: 1 })
    expect(readMapping('interactions', ['date'], 'colour=date')).toEqual({ wrong: 'colour=date' })
  })

  test('never share a column, whatever they are called', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('date', 'name', 'time', 'format', 'type', 'supporter', 'topic', 'x', ''), { maxLength: 9 }), fc.constantFrom('supporters' as const, 'hours' as const, 'interactions' as const), (header, kind) => {
      const used = Object.values(guessMapping(kind, header)).filter((at) => at !== null)
      expect(new Set(used).size).toBe(used.length)
    }))
  })
})

describe('an exported cell', () => {
  test.each(['=1+2', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\n=1'])('that begins like %j cannot run', (cell) => expect(neutraliseCell(cell)).toBe(`'${cell}`))
  test.each(['stress', '2018-08', '', 'a=b', '3-4'])('%j stays as it is', (cell) => expect(neutraliseCell(cell)).toBe(cell))
  test('is quoted where it must be, and a number stays one', () => expect(csvRow(['a,b', 'say "hi"', -3, '=x'])).toBe(`"a,b","say ""hi""",-3,'=x`))
  test('never begins like a formula', () => {
    fc.assert(fc.property(fc.string(), (cell) => {
      expect(/^\s*[=+\-@]/.test(neutraliseCell(cell))).toBe(false)
    }))
  })
})
