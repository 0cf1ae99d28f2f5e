import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../test/open-program.ts'
import { testServices } from '../../../test/services.ts'
import { newRoot } from '../../sealed/account-keys.ts'
import { toBase64url } from '../../sealed/bytes.ts'
import { newWords } from '../../sealed/recovery-words.ts'
import { askForSpare, openSpare as opened, sealSpare } from '../../sealed/spare.ts'
import { makeChallenge } from '../students/actions/proof-of-work.ts'
import { hasZeroBits, workText } from '../students/rules/proof-of-work.ts'
import { readCrowd } from './actions/crowd.ts'
import { forgetOldSpares, keepSpare, openSpare } from './actions/spares.ts'
import { contract } from './contract.ts'
import { crowdAsTold, mayShowFrom } from './rules.ts'

const DAY = 24 * 60 * 60_000
let database: TestDatabase
let program: OpenProgram
let services: Awaited<ReturnType<typeof testServices>>
beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  services = await testServices()
  program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
})
const here = () => ({ db: database.of(program.here.id), program: program.here, services, now: services.clock.now() })

/** What the browser's worker does. */
function work(account: string) {
  const { challenge, bits } = makeChallenge(services, program.here.id, here().now)
  for (let answer = 0; ; answer += 1) if (hasZeroBits(createHash('sha256').update(workText(challenge, account, 'spare', answer)).digest(), bits)) return { challenge, answer }
}
const spareOf = (term = '2026-27') => ({ term, prepared: 'p'.repeat(150), signature: 's'.repeat(512), root: toBase64url(newRoot()) })
const sealed = async (words: readonly string[], term?: string) => {
  const spare = await sealSpare(words, program.here.slug, spareOf(term))
  return { ...spare, term: term ?? '2026-27', ...work(spare.lookup) }
}

describe('a spare', () => {
  test('comes back by its words alone, whole', async () => {
    const words = newWords(), input = await sealed(words)
    expect(contract['POST /spares'].body.safeParse(input).success).toBe(true)
    expect(await keepSpare(here(), input)).toEqual({ kept: true })
    const found = await openSpare(here(), await askForSpare(words))
    expect(found).toEqual({ contentSealed: input.contentSealed })
    expect(await opened(words, program.here.slug, input.contentSealed)).toMatchObject({ term: '2026-27' })
  })
  test('sent twice is one, and nobody writes over it', async () => {
    const words = newWords(), input = await sealed(words)
    await keepSpare(here(), input)
    expect(await keepSpare(here(), input)).toEqual({ kept: true })
    expect(await keepSpare(here(), await sealed(words))).toEqual({ refused: 'spare-taken' })
    expect(await database.owner('select from spares where program = $1', [program.here.id])).toHaveLength(1)
  })
  test('is answered alike where there is none and where the proof is wrong', async () => {
    const words = newWords()
    await keepSpare(here(), await sealed(words))
    const { lookup } = await askForSpare(words), other = await askForSpare(newWords())
    expect(await openSpare(here(), { lookup, proof: other.proof })).toEqual({ refused: 'nothing-opens' })
    expect(await openSpare(here(), other)).toEqual({ refused: 'nothing-opens' })
  })
  test('is tried twenty times a quarter of an hour at most', async () => {
    const asked = await askForSpare(newWords())
    for (let i = 0; i < 20; i += 1) expect(await openSpare(here(), asked)).toEqual({ refused: 'nothing-opens' })
    expect(await openSpare(here(), asked)).toEqual({ refused: 'too-many' })
  })
  test('costs some work, so that nobody fills the table', async () => {
    const input = await sealed(newWords())
    expect(await keepSpare(here(), { ...input, answer: input.answer + 1 })).toEqual({ refused: 'work-missing' })
    expect(await keepSpare(here(), { ...input, lookup: toBase64url(randomBytes(16)) })).toEqual({ refused: 'work-missing' })
  })
  test('goes when its year is over', async () => {
    for (const term of ['2025-26', '2026-27']) await keepSpare(here(), await sealed(newWords(), term))
    await forgetOldSpares(here().db, program.here, here().now)
    expect(await database.owner('select term from spares where program = $1', [program.here.id])).toEqual([{ term: '2026-27' }])
  })
  test('names no account in any column', async () => {
    const columns = await database.owner<{ column_name: string }>(`select column_name from information_schema.columns where table_name = 'spares' order by 1`)
    expect(columns.map(({ column_name: name }) => name)).toEqual(['content_sealed', 'lookup', 'program', 'proof_hash', 'term'])
  })
})

describe('the crowd', () => {
  const arrivals = async (count: number, withWay: number) => {
    for (let i = 0; i < count; i += 1) {
      const id = randomBytes(16).toString('base64url')
      await database.owner(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'student')`, [program.here.id, id, randomBytes(32), randomBytes(32)])
      if (i < withWay) await database.owner(`insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed) values ($1, $2, 'words', 1, $3, $4, $5)`, [program.here.id, id, randomBytes(16), randomBytes(32), randomBytes(60)])
    }
  }
  test('is told in tens and tenths, and not at all while it is small', () => {
    expect(crowdAsTold({ students: 7, withWayBack: 7 })).toEqual({ students: null, tenths: null })
    expect(crowdAsTold({ students: 49, withWayBack: 40 })).toEqual({ students: 40, tenths: null })
    expect(crowdAsTold({ students: 812, withWayBack: 700 })).toEqual({ students: 810, tenths: 9 })
  })
  test('never says that all have a way back, or none', () => {
    expect(crowdAsTold({ students: 100, withWayBack: 100 }).tenths).toBe(9)
    expect(crowdAsTold({ students: 100, withWayBack: 0 }).tenths).toBe(1)
  })
  test('one more student moves the figure in one case of ten at most', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 990 }), (students) => {
      const moved = Array.from({ length: 10 }, (_, i) => students + i).filter((n) => crowdAsTold({ students: n, withWayBack: 0 }).students !== crowdAsTold({ students: n + 1, withWayBack: 0 }).students)
      expect(moved.length).toBeLessThanOrEqual(1)
    }))
  })
  test('two looks an hour apart show the same, whoever enrolled in between; the next day shows the new crowd', async () => {
    await arrivals(59, 30)
    const first = await readCrowd(here())
    expect(first).toEqual({ students: 50, tenths: 5 })
    await arrivals(1, 1)
    services.clock.pass(60 * 60_000)
    expect(await readCrowd(here())).toEqual(first)
    services.clock.pass(DAY)
    expect(await readCrowd(here())).toEqual({ students: 60, tenths: 5 })
    expect(await database.owner('select from crowd_looks where program = $1', [program.here.id])).toHaveLength(1)
  })
  test('twenty coordinators who look at once see one figure', async () => {
    await arrivals(12, 0)
    expect(new Set((await Promise.all(Array.from({ length: 20 }, () => readCrowd(here())))).map((crowd) => JSON.stringify(crowd))).size).toBe(1)
  })
})

test('an account of before shows its certificate days after it was issued, never at once', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 41 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (now, dice) => {
    const days = (mayShowFrom(now, dice) - now) / DAY
    expect(days).toBeGreaterThanOrEqual(2)
    expect(days).toBeLessThan(9)
  }))
})
