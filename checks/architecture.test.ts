import { describe, expect, test } from 'vitest'
import { architecture } from './architecture.ts'
import { readHouse } from './house.ts'

const house = readHouse()

describe('the house stands as it is drawn', () => {
  test.each(Object.keys(architecture))('%s', (name) => {
    const offenders = architecture[name]!(house)
    expect(offenders, offenders.join('\n')).toEqual([])
  })
})

// Each rule is shown to bite: one file that breaks it, added to the house in memory.
const SABOTAGE: [rule: RegExp, path: string, text: string][] = [
  [/every room is in the list/, 'src/rooms/billing/rules.ts', ''],
  [/agreed file names/, 'src/rooms/hours/things.ts', ''],
  [/agreed file names/, 'src/rooms/hours/words/de.ts', ''],
  [/arrows go one way/, 'src/rooms/hours/screens/grid-shortcut.tsx', `import { weeklyHours } from '../store.ts'`],
  [/arrows go one way/, 'src/rooms/hours/rules/late.ts', `import { addHour } from '../actions.ts'`],
  [/room above/, 'src/rooms/programs/rules/later.ts', `import { isFree } from '../../bookings/rules.ts'`],
  [/room above/, 'src/rooms/bookings/actions/peek.ts', `import { weeklyHours } from '../../hours/store.ts'`],
  [/meant for that layer/, 'src/rooms/hours/rules/query.ts', `import { sql } from '../../../platform/db/transaction.ts'`],
  [/know no room/, 'src/platform/favourite.ts', `import { book } from '../rooms/bookings/actions.ts'`],
  [/the issuer knows neither/, 'src/issuer/actions/look.ts', `import { registerStudent } from '../../rooms/students/actions/admission.ts'`],
  [/the issuer knows neither/, 'src/issuer/whose.ts', `import type { House } from '../main/house.ts'`],
  [/the issuer knows neither/, 'src/rooms/students/actions/who.ts', `import { signTokens } from '../../../issuer/actions/tokens.ts'`],
  [/the issuer knows neither/, 'src/sealed/shortcut.ts', `import { readIssuerCard } from '../issuer/rules/cards.ts'`],
  [/look at a clock/, 'src/rooms/hours/rules/today.ts', 'export const today = () => new Date()'],
  [/look at a clock/, 'src/rooms/hours/rules/where.ts', 'export const zone = () => process.env.TZ'],
  [/only stores speak SQL/, 'src/rooms/hours/actions/quick.ts', 'const all = sql<Row>`select 1`'],
  [/writes only the tables/, 'src/rooms/hours/store/steal.ts', 'run(tx, sql`update programs set slug = 1`)'],
  [/through the views/, 'src/rooms/hours/store/spy.ts', 'rows(tx, sql`select * from accounts`)'],
  [/never load the server/, 'src/rooms/hours/screens/greedy.tsx', `import { z } from 'zod'`],
  [/never load the server/, 'src/rooms/hours/client.ts', `import { contract } from './contract.ts'\nimport { readFileSync } from 'node:fs'`],
  [/on hand before/, 'src/rooms/bookings/screens/book.tsx', `const seal = async () => (await import('../../../sealed/later.ts')).seal`],
  [/never opens what is sealed/, 'src/rooms/hours/actions/open.ts', `import { open } from '../../../sealed/booking-note.ts'`],
  [/longer than/, 'src/platform/endless.ts', 'x\n'.repeat(401)],
  [/says nothing/, 'src/platform/date-utils.ts', ''],
  [/kebab-case/, 'src/platform/dateThings.ts', ''],
]

describe('each wall holds when somebody leans on it', () => {
  test.each(SABOTAGE)('%s: %s', (rule, path, text) => {
    const name = Object.keys(architecture).find((key) => rule.test(key))!
    const before = architecture[name]!(house)
    expect(architecture[name]!(new Map([...house, [path, text]])).length).toBeGreaterThan(before.length)
  })
  test('no wall is left untried', () => {
    expect(Object.keys(architecture).filter((name) => !SABOTAGE.some(([rule]) => rule.test(name)))).toEqual([])
  })
})
