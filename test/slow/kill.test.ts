import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postmasterOf } from '../../src/platform/postgres/postmaster.ts'

import { openWeekAt } from '../../src/rooms/interactions/rules/periods.ts'
import { openProgram, type OpenProgram } from '../open-program.ts'
import { aColleague, anAccount, renewSessions } from '../sessions.ts'

const ROUNDS = 20
const CLIENTS = 16
const STUDENTS = 800
const SUPPORTERS = 24
const READY_MS = 120_000

interface Server { readonly process: ChildProcess; readonly address: string; readonly readyMs: number }
interface Student { readonly account: string; readonly token: string; open: number }
/** What the server has confirmed, and what was asked but never answered. */
interface Promised { readonly student: Student; cancelled: 'no' | 'asked' | 'confirmed' }

const folder = mkdtempSync(join(tmpdir(), 'peerside-kill-'))
const port = 20_000 + randomInt(12_000)
const bookings = new Map<string, Promised>()
let records = 0
let owner: pg.Pool
let scene: OpenProgram
let students: Student[]
let bruno: { account: string; token: string }
let topic: string
let slots: { supporter: string; startsAt: number }[]
let server: Server

beforeAll(async () => {
  server = await start()
  await connect()
  const db = { owner: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => (await owner.query<R>(text, [...values])).rows }
  const { rows: [made] } = await owner.query<{ id: string }>(`insert into programs (id, slug, names, public_names, country, region, locales, time_zone)
    values (gen_random_uuid(), 'ridgeway', '{"en":"Ridgeway"}', '{"en":"Ridgeway"}', 'CA', 'QC', '{en,fr,zh}', 'America/Toronto') returning id`)
  scene = await openProgram({ ...db, program: async () => ({ program: made!.id }) } as unknown as Parameters<typeof openProgram>[0])
  topic = randomUUID()
  await owner.query(`insert into topics (program, id, key, names, position) values ($1, $2, 'exams', '{"en":"Exams"}', 1)`, [made!.id, topic])
  for (let n = 0; n < SUPPORTERS; n += 1) await scene.addSupporter(`Supporter ${n}`, [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts: 8 * 60, ends: 20 * 60 })))
  bruno = await aColleague(db, made!.id, 'Bruno Tremblay', ['supporter'])
  await owner.query(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on) select program, id, $2, 2026, false, '2026-09-01' from people where account = $1`, [bruno.account, scene.cohort])
  students = await Promise.all(Array.from({ length: STUDENTS }, async () => ({ ...await anAccount(db, made!.id, 'student'), open: 0 })))
})

afterAll(async () => {
  await owner?.end().catch(() => {})
  if (server) killGroup(server.process)
  await pause(300)
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

test(`killed ${ROUNDS} times under load, it loses nothing it had confirmed and starts again each time`, async () => {
  const readyMs: number[] = [], confirmed: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await signEveryoneIn()
    slots = await freeSlots()
    const before = bookings.size + records, load = { on: true }
    const clients = Array.from({ length: CLIENTS }, (_, n) => client(load, n % 4 === 0))
    await pause(randomInt(200, 1200))
    // On a busy machine the first answer may take longer; a kill before it would prove nothing.
    await expect.poll(() => bookings.size + records, { timeout: READY_MS, interval: 5 }).toBeGreaterThan(before)
    killGroup(server.process)
    load.on = false
    await Promise.all(clients)
    confirmed.push(bookings.size + records - before)
    server = await start()
    readyMs.push(server.readyMs)
    await connect()
    await signEveryoneIn()
    expect(await lost()).toEqual([])
  }
  expect(Math.min(...confirmed), 'each round was killed under load').toBeGreaterThan(0)
  expect(records).toBeGreaterThan(0)
  process.stdout.write(`kill -9: ${ROUNDS} rounds, ${bookings.size} bookings and ${records} records confirmed, 0 lost; ready again after ${Math.min(...readyMs)}-${Math.max(...readyMs)} ms\n`)
})

/** The real command, leader of a process group of its own: PostgreSQL is in the group and dies with it. */
async function start(): Promise<Server> {
  const began = performance.now()
  const child = spawn(process.execPath, ['src/main/peerside.ts', 'serve', '--json'], {
    cwd: join(import.meta.dirname, '../..'), detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PEERSIDE_DATA: folder, PORT: String(port), DATABASE_URL: '' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString() })
  while (!/"address": *"([^"]+)"/.test(said)) {
    if (child.exitCode !== null || performance.now() - began > READY_MS) throw new Error(`The next start failed: ${said}`)
    await pause(10)
  }
  return { process: child, address: `http://127.0.0.1:${port}`, readyMs: Math.round(performance.now() - began) }
}

function killGroup(child: ChildProcess): void {
  try { process.kill(-child.pid!, 'SIGKILL') } catch { /* dead already */ }
}

async function connect(): Promise<void> {
  await owner?.end().catch(() => {})
  const root = join(folder, 'postgres')
  owner = new pg.Pool({ host: postmasterOf(join(root, 'data'))!.socketFolder, user: 'peerside_owner', password: readFileSync(join(root, 'owner-password'), 'utf8'), database: 'peerside', max: 4 })
  owner.on('error', () => {}) // it is killed on purpose
}

/** Sessions are in no log, so a crash ends them; devices sign in again by their keys. */
async function signEveryoneIn(): Promise<void> {
  await owner.query('delete from sessions')
  await renewSessions(owner, scene.here.id, [...students, bruno])
}

async function freeSlots(): Promise<typeof slots> {
  const { rows: [taken] } = await owner.query<{ keys: string[] | null }>(`select array_agg(supporter || ' ' || extract(epoch from lower(during))::bigint * 1000) as keys from taken_slots`)
  const used = new Set(taken?.keys ?? []), { rows } = await owner.query<{ supporter: string }>('select distinct supporter from weekly_hours')
  const soon = Math.ceil((Date.now() + 26 * 3_600_000) / 86_400_000) * 86_400_000
  return rows.flatMap(({ supporter }) => Array.from({ length: 5 * 14 }, (_, n) => ({ supporter, startsAt: soon + Math.floor(n / 14) * 86_400_000 + (14 + (n % 14) / 2) * 3_600_000 })))
    .filter(({ supporter, startsAt }) => !used.has(`${supporter} ${startsAt}`)).toSorted(() => Math.random() - 0.5)
}

async function client(load: { on: boolean }, logs: boolean): Promise<void> {
  while (load.on) {
    try { await (logs ? logContact() : bookAndPerhapsCancel()) }
    catch (failure) {
      if (failure instanceof TypeError && /fetch failed|terminated/.test(failure.message)) return // the server is gone
      throw failure
    }
  }
}

async function bookAndPerhapsCancel(): Promise<void> {
  const slot = slots.pop(), student = students[randomInt(students.length)]!
  if (!slot || student.open >= 2) return pause(1)
  student.open += 1
  const id = randomUUID()
  const answer = await ask(student.token, 'POST /bookings', { id, ...slot, format: 'in-person', language: 'en', limitsRead: 1 })
  if (!answer.ok) {
    student.open -= 1
    return
  }
  const promised: Promised = { student, cancelled: 'no' }
  bookings.set(id, promised)
  if (Math.random() < 0.5) return
  promised.cancelled = 'asked'
  if ((await ask(student.token, `POST /bookings/${id}/cancellation`)).ok) {
    promised.cancelled = 'confirmed'
    student.open -= 1
  }
}

async function logContact(): Promise<void> {
  const receipt = randomBytes(32).toString('base64url')
  const record = { period: openWeekAt(scene.here.timeZone, Date.now()), format: 'phone', initiator: 'student', duration: '15-29', topics: [topic], referral: 'none', safety: 'none', followUp: false }
  if ((await ask(bruno.token, 'POST /interactions', { receipt, record })).ok) records += 1
}

async function ask(token: string, door: string, body?: unknown): Promise<Response> {
  const [method, path] = door.split(' ') as [string, string]
  const answer = await fetch(`${server.address}/api/ridgeway${path}`, {
    method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}),
  })
  await answer.arrayBuffer()
  return answer
}

/** Every confirmed booking is asked for by its own student, over HTTP: the row, its standing, and the key that ties them must all have survived. */
async function lost(): Promise<string[]> {
  const found: string[] = [], byStudent = Map.groupBy(bookings, ([, { student }]) => student)
  const queue = [...byStudent]
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [student, promises] = next
      const answer = await fetch(`${server.address}/api/ridgeway/bookings/mine`, { headers: { authorization: `Bearer ${student.token}` } })
      const mine = new Map((await answer.json() as { bookings: { id: string; state: string }[] }).bookings.map(({ id, state }) => [id, state]))
      student.open = [...mine.values()].filter((state) => state === 'standing').length
      for (const [id, { cancelled }] of promises) {
        const state = mine.get(id) ?? 'not there'
        const fine = cancelled === 'asked' ? ['standing', 'cancelled'] : cancelled === 'confirmed' ? ['cancelled'] : ['standing']
        if (!fine.includes(state)) found.push(`booking ${id}: ${state}, though cancelled: ${cancelled}`)
      }
    }
  }))
  const { rows: [kept] } = await owner.query<{ count: number }>('select count(*)::int as count from interactions_pending')
  if (kept!.count < records) found.push(`records: ${kept!.count} of ${records}`)
  const { rows: [twice] } = await owner.query<{ count: number }>('select count(*)::int as count from taken_slots a join taken_slots b on a.supporter = b.supporter and a.during && b.during and a.booking < b.booking')
  if (twice!.count) found.push(`slots given twice: ${twice!.count}`)
  return found
}
