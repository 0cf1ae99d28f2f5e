import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { testServices } from '../../test/services.ts'
import type { House } from './house.ts'
import { setupDoors } from './setup.ts'
import { currentSetupCode } from './setup-code.ts'

const database = await freshDatabase()
let house: House

beforeEach(async () => { house = { pool: database.pool, services: await testServices() } as unknown as House })

async function setUp(code: string, slug: string, doors = setupDoors(house)) {
  const body = { code, slug, name: 'Ridgeway Peer Support', yourName: 'Carla Mendes', country: 'CA', timeZone: 'America/Toronto', locales: ['en'] }
  const answer = await doors.request('/setup/program', { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, ...(await answer.json()) as { link?: string; refused?: string } }
}

test('of five who enter the one code at the same moment one sets up a program, also across processes', async () => {
  const code = await currentSetupCode(house), before = await programs()
  const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => setUp(code, `at-once-${n}`)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(4)
  expect(await programs()).toBe(before + 1)
  expect(await setUp(code, 'later')).toMatchObject({ refused: 'setup-code-wrong' })
})

test('a set-up that was refused leaves the code good', async () => {
  const code = await currentSetupCode(house)
  await database.program('taken')
  expect(await setUp(code, 'taken')).toMatchObject({ refused: 'slug-taken' })
  expect(await setUp(code.toLowerCase(), 'free')).toMatchObject({ status: 200 })
})

test('a code file that a full disk left empty opens nothing, and the next start writes a new one', async () => {
  writeFileSync(join(house.services.dataFolder, 'setup-code'), '')
  expect(await setUp('', 'nobody')).toMatchObject({ refused: 'setup-code-wrong' })
  expect(await currentSetupCode(house)).toMatch(/^\w{4}-\w{4}-\w{4}$/)
})

const programs = async () => Number((await database.owner('select count(*) as n from programs'))[0]!.n)
