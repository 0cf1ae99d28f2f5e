import { inTransaction } from '../../platform/db/transaction.ts'
import { pushServices } from '../../rooms/notices/rules.ts'
import { privacyFacts, type PrivacyFacts } from '../../rooms/programs/actions.ts'
import { rosterVersion } from '../../rooms/roster/actions.ts'
import { isCodeInUse } from '../../rooms/students/actions.ts'
import type { Locale } from '../../ui/same-words.ts'
import type { House } from '../house.ts'
import type { SnapshotsAnswer } from '../snapshots.ts'

/** How the services stand to each other: who runs one may run the other. */
export type IssuerStands = { readonly runs: 'nowhere' } | { readonly runs: 'together' } | { readonly runs: 'same-host' | 'apart'; readonly host: string }

/** Read from the configuration that the server runs with. */
export interface ServerFacts {
  readonly issuer: IssuerStands
  readonly databaseElsewhere: boolean
  readonly sendsMail: boolean
  readonly pushServices: readonly string[]
  readonly snapshots: SnapshotsAnswer | null
  readonly hasMirror: boolean
}

/** Read from the program's own rows. */
export interface ProgramKeeps extends PrivacyFacts {
  readonly listIsSigned: boolean
  readonly codeInUse: boolean
}

export function serverFacts({ configuration, services, issuerOrigin, issuerIsHere }: House): ServerFacts {
  return {
    issuer: issuerStands(services.origin, issuerOrigin, issuerIsHere),
    databaseElsewhere: configuration.databaseUrl !== null && !isLoopback(URL.parse(configuration.databaseUrl)?.hostname ?? ''),
    sendsMail: services.outgoing.smtpUrl !== null, pushServices: pushServices(services.outgoing.pushHosts),
    snapshots: configuration.snapshots, hasMirror: configuration.keysMirror !== null,
  }
}

export function issuerStands(appOrigin: string, issuerOrigin: string | null, isHere: boolean): IssuerStands {
  if (!issuerOrigin) return { runs: 'nowhere' }
  if (isHere) return { runs: 'together' }
  const [app, issuer] = [new URL(appOrigin), new URL(issuerOrigin)]
  const oneHost = app.hostname === issuer.hostname || (isLoopback(app.hostname) && isLoopback(issuer.hostname))
  return { runs: oneHost ? 'same-host' : 'apart', host: issuer.host }
}

const isLoopback = (hostname: string): boolean => ['', 'localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname)

/** Null while the database does not answer: the page then says what holds for every program. */
export const programKeeps = async ({ pool }: Pick<House, 'pool'>, program: string, locale: Locale): Promise<ProgramKeeps | null> => {
  const db = { program, pool }
  try {
    const [facts, codeInUse, version] = await Promise.all([privacyFacts({ db, locale }), isCodeInUse(db), inTransaction(db, rosterVersion)])
    return { ...facts, codeInUse, listIsSigned: version > 0 }
  } catch {
    return null
  }
}
