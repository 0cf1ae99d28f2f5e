import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readConfiguration } from '../src/main/configuration.ts'
import { buildRidgeway } from '../src/main/demo/ridgeway.ts'
import { openHouse } from '../src/main/house.ts'
import { startServer } from '../src/main/server.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { startPostgres } from '../src/platform/postgres/embedded.ts'
import { makePairs } from './pairs.ts'

// The server under measurement: the product's own, on the embedded PostgreSQL with its ordinary, durable settings.
const STUDENTS = 600
const HOUR_MS = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'peerside-bench-'))
const postgres = await startPostgres(join(folder, 'postgres'))
const house = await openHouse(readConfiguration({ PEERSIDE_DATA: join(folder, 'house'), PORT: '0', DATABASE_URL: postgres.ownerUrl }))
const running = await startServer(house)
const { appUrl } = await migrate(postgres.ownerUrl)
const { program } = await buildRidgeway(house)
const owner = new pg.Client(postgres.ownerUrl)
await owner.connect()
await owner.query(`set peerside.program = '${program.id}'`)
// Mail is not part of what is measured.
await owner.query('delete from notice_channels where kind = $1', ['mail'])
await owner.query(`insert into notice_channels (person, kind, reach, locale) select person, 'push', jsonb_build_object('endpoint', 'https://push.invalid/' || person, 'p256dh', '', 'auth', ''), 'en' from alert_confirmations`)
const tokens = await signInStudents()
process.on('message', (asked: 'stop' | 'cpu' | { pairs: number }) => {
  if (asked === 'cpu') return void process.send!(cpuMicroseconds())
  if (asked !== 'stop') return void makePairs(owner, program.id, asked.pairs).then((pairs) => process.send!(pairs))
  void (async () => {
    await owner.end()
    await running.stop()
    await house.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  })()
})
process.send!({ port: running.port, slug: program.slug, program: program.id, tokens, ownerUrl: postgres.ownerUrl, appUrl })

/** What this process has used of the processors so far. */
function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Accounts with an open session each, as if they had signed in within this hour. */
async function signInStudents(): Promise<string[]> {
  const expires = new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + HOUR_MS)
  const made = Array.from({ length: STUDENTS }, () => ({ account: randomBytes(16).toString('base64url'), token: randomBytes(32) }))
  for (const { account, token } of made) {
    await owner.query(`insert into accounts (id, pk_auth, pk_hpke, kind) values ($1, $2, $3, 'student')`, [account, randomBytes(32), randomBytes(32)])
    await owner.query('insert into sessions (token_hash, account, expires_at) values ($1, $2, $3)', [createHash('sha256').update(token).digest(), account, expires])
  }
  return made.map(({ token }) => token.toString('base64url'))
}
