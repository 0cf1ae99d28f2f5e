import { systemClock, type Clock } from '../platform/clock.ts'
import { ISSUER, migrate } from '../platform/db/migrate.ts'
import { openPool } from '../platform/db/pool.ts'
import { startPostgres, type EmbeddedPostgres } from '../platform/postgres/embedded.ts'
import { Pace } from '../platform/proofs/pace.ts'
import { openIssuerFolder } from '../issuer/folder.ts'
import type { IssuerParts } from '../issuer/parts.ts'
import { issuerService } from '../issuer/routes.ts'
import { School } from '../issuer/school.ts'
import { signingKeys } from '../issuer/signing-keys.ts'
import { Tickets } from '../issuer/tickets.ts'
import type { IssuerConfiguration } from './issuer-configuration.ts'
import { listen } from './listen.ts'
import { logDefect } from './log.ts'

/** The issuer with its own database, pool and folder. With the app it shares this process at most, and knows of it the address. */
export interface Issuer {
  readonly parts: IssuerParts
  readonly configuration: IssuerConfiguration
  /** Where browsers reach it; known once it listens. */
  origin(): string
  /** Serves it; answers the port. */
  start(): Promise<number>
  appIsAt(origin: string): void
  close(): Promise<void>
}

const DATABASE = 'peerside_issuer'
const TRIES = { limit: 60, perMs: 10 * 60_000 }
const SIGN_ON_SAID_EVERY_MS = 60 * 60_000

/** `shared`: the app's embedded PostgreSQL, in which the issuer gets a database that the app's role cannot connect to. */
export async function openIssuer(configuration: IssuerConfiguration, shared: EmbeddedPostgres | null, clock: Clock = systemClock): Promise<Issuer> {
  const folder = openIssuerFolder(configuration.folder)
  const own = configuration.databaseUrl || shared ? null : await startPostgres(configuration.postgresFolder)
  try {
    const ownerUrl = configuration.databaseUrl ?? await (shared ?? own!).database(DATABASE)
    const { appUrl } = await migrate(ownerUrl, folder.keyed(Buffer.from('database')).toString('hex'), ISSUER)
    const pool = openPool(appUrl, 8)
    let origin = configuration.origin ?? `http://127.0.0.1:${configuration.port}`, appOrigin = configuration.appOrigin ?? ''
    let server: Awaited<ReturnType<typeof listen>> | null = null
    const parts: IssuerParts = {
      pool, clock, folder, keys: signingKeys(folder), tickets: new Tickets(), pace: new Pace(TRIES), programs: configuration.programs,
      school: configuration.school && new School(configuration.school, () => `${origin}/callback`, saidRarely(clock)),
      appOrigin: () => appOrigin, onDefect: logDefect,
    }
    return {
      parts, configuration,
      origin: () => origin,
      appIsAt: (address) => { appOrigin = address },
      start: async () => {
        server = await listen(issuerService(parts), configuration)
        origin = origin.replace(/^(http:\/\/127\.0\.0\.1):0$/, `$1:${server.port}`)
        return server.port
      },
      close: async () => {
        await server?.stop()
        await pool.end()
        await own?.stop()
      },
    }
  } catch (failure) {
    await own?.stop()
    throw failure
  }
}

/** A sign-on that fails is told once an hour: a line for each would say when somebody tried. */
function saidRarely(clock: Clock): (place: string, failure: unknown) => void {
  let until = 0
  return (place, failure) => {
    if (clock.now() < until) return
    until = clock.now() + SIGN_ON_SAID_EVERY_MS
    logDefect(place, failure)
  }
}
