import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock, type Clock } from '../platform/clock.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openPool, type Pool } from '../platform/db/pool.ts'
import { emptyUnlogged } from '../platform/db/unlogged.ts'
import { startPostgres, type EmbeddedPostgres } from '../platform/postgres/embedded.ts'
import type { Services } from '../platform/services.ts'
import { openKeyStore } from '../platform/shred/key-store.ts'
import type { Configuration } from './configuration.ts'

/** Database, keys and clock, opened and in order: what the server and every command stand on. */
export interface House {
  readonly pool: Pool
  readonly services: Services
  readonly configuration: Configuration
  /** Null where DATABASE_URL names another one. */
  readonly postgres: EmbeddedPostgres | null
  /** Where pages find the issuer, or null where there is none: then students come in by the program's own cards and code. */
  issuerOrigin: string | null
  /** It runs in this process: one operator holds both, and the privacy page says so. */
  issuerIsHere: boolean
  /** Told by the server once it listens: with PORT=0 only then is the address known. */
  listensOn(port: number): void
  close(): Promise<void>
}

export async function openHouse(configuration: Configuration, clock: Clock = systemClock): Promise<House> {
  const { dataFolder } = configuration
  mkdirSync(dataFolder, { recursive: true })
  const secret = deploymentSecret(join(dataFolder, 'secret'))
  const embedded = configuration.databaseUrl ? null : await startPostgres(join(dataFolder, 'postgres'))
  try {
    const { appUrl } = await migrate(configuration.databaseUrl ?? embedded!.ownerUrl, secret.toString('hex'))
    const keys = await openKeyStore(join(dataFolder, 'keys'), configuration.keysMirror ?? undefined)
    const pool = openPool(appUrl, 16)
    const services = { clock, keys, origin: configuration.origin, dataFolder, secret, outgoing: configuration.outgoing }
    return {
      pool, configuration, services, postgres: embedded, issuerOrigin: configuration.issuer.origin, issuerIsHere: false,
      listensOn: (port) => { services.origin = services.origin.replace(/^(http:\/\/localhost):0$/, `$1:${port}`) },
      close: async () => {
        await pool.end()
        // A clean stop leaves files for a cold copy. Whoever was signed in is signed in again by their keys.
        if (embedded) await emptyUnlogged(embedded.ownerUrl).catch(() => {})
        await embedded?.stop()
      },
    }
  } catch (failure) {
    await embedded?.stop()
    throw failure
  }
}

/** 32 bytes made at the first start. Written under another name first, so that a killed start leaves none by halves. */
function deploymentSecret(path: string): Buffer {
  if (!existsSync(path)) {
    writeFileSync(`${path}.new`, randomBytes(32), { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
  }
  return readFileSync(path)
}
