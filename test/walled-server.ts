import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { type Device, newDevice } from '../src/main/demo/device.ts'
import { postmasterOf } from '../src/platform/postgres/postmaster.ts'
import { startTestServer, type TestServer } from './e2e/server.ts'
import { openProgram, type OpenProgram } from './open-program.ts'
import { MONDAY_NOON } from './services.ts'
import { renewSessions } from './sessions.ts'

export type SignedInDevice = Device & { readonly token: string }

/** The real server with its own PostgreSQL, so that everything it writes lies in one folder: rows, WAL, keys and logs. An open program is in it. */
export interface WalledServer {
  readonly server: TestServer
  readonly owner: pg.Pool
  readonly scene: OpenProgram
  readonly ask: <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<R[]>
  /** A ready supporter with hours every day, whose keys are on a device of the test. */
  addSupporter(name: string): Promise<SignedInDevice & { readonly id: string }>
  addStudent(): Promise<SignedInDevice>
  stop(): Promise<void>
}

export async function startWalledServer(): Promise<WalledServer> {
  process.env.PEERSIDE_TEST_CLUSTER ??= JSON.stringify(inject('cluster'))
  const server = await startTestServer({ DATABASE_URL: '' })
  await server.turnTo(MONDAY_NOON)
  const root = join(server.dataFolder, 'postgres')
  const owner = new pg.Pool({ host: postmasterOf(join(root, 'data'))!.socketFolder, user: 'peerside_owner', password: readFileSync(join(root, 'owner-password'), 'utf8'), database: 'peerside', max: 4 })
  owner.on('error', () => {})
  const ask: WalledServer['ask'] = async (text, values = []) => (await owner.query(text, [...values])).rows as never
  const scene = await openProgram({ owner: ask, program: async () => {
    const [made] = await ask<{ id: string }>(`insert into programs (id, slug, names, public_names, country, region, locales, time_zone)
      values (gen_random_uuid(), 'ridgeway', '{"en":"Ridgeway"}', '{"en":"Commons"}', 'CA', 'QC', '{en,fr,zh}', 'America/Toronto') returning id`)
    return { program: made!.id }
  } } as unknown as Parameters<typeof openProgram>[0])

  async function signedIn(account: string): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    await renewSessions(owner, scene.here.id, [{ account, token }])
    // The server's clock is the test's: a session of ten years outlives it.
    await ask(`update sessions set expires_at = '2036-01-01'`)
    return token
  }

  return {
    server, owner, scene, ask,
    addSupporter: async (name) => {
      const device = await newDevice(), { keys } = device
      const supporter = await scene.addSupporter(name, [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts: 480, ends: 1200 })), keys)
      return { ...device, id: supporter.id, token: await signedIn(keys.account) }
    },
    addStudent: async () => {
      const device = await newDevice(), { keys } = device
      await ask(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'student')`, [scene.here.id, keys.account, Buffer.from(keys.pkAuth), Buffer.from(keys.pkHpke)])
      return { ...device, token: await signedIn(keys.account) }
    },
    stop: async () => {
      await owner.end()
      await server.stop()
    },
  }
}
