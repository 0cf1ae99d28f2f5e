import type { Instant } from './clock.ts'
import { rows, sql, type Db, type Tx } from './db/transaction.ts'
import type { Services } from './services.ts'

/** What a row is to the person it is about; screens have a sentence for each. */
export type HoldingKind =
  | 'account' | 'closed-account' | 'arrival' | 'way-back' | 'session' | 'vault' | 'invitation' | 'certificate' | 'code-generation'
  | 'person' | 'role' | 'assessor-answer' | 'emergency-hours' | 'departure' | 'recorded-by-you' | 'audit' | 'roster-entry' | 'roster-history' | 'program-key'
  | 'profile' | 'lived-experience' | 'pause' | 'agreement' | 'hours' | 'own-link'
  | 'booking' | 'booking-state' | 'waiting-request' | 'missed-mark' | 'duty-booking' | 'drop-in-arrival' | 'load'
  | 'conversation' | 'message' | 'message-key' | 'read-mark' | 'block' | 'hand-over'
  | 'request' | 'request-offer' | 'report' | 'report-read' | 'suspension' | 'supporter-suspension' | 'appeal' | 'emergency-contact' | 'emergency-opening' | 'emergency-on-call'
  | 'notice-channel' | 'alert-test' | 'device' | 'waiting-notice'

/** What ends it where no day does. */
export type EndsWith =
  | 'you-remove-it' | 'with-the-account' | 'program-removes-it' | 'when-told' | 'when-answered' | 'with-the-conversation' | 'with-the-report' | 'when-lifted'

export interface Holding {
  readonly kind: HoldingKind
  readonly rows: number
  /** As PostgreSQL stores them. */
  readonly bytes: number
  /** A day (2026-11-30) or a word. */
  readonly goesOn: string
}

/** Whose rows are asked for: an account, and the person it belongs to where it is one of the staff. */
export interface Whose {
  readonly account: string
  readonly person: string | null
}

export interface HeldHere {
  readonly db: Db
  readonly program: { readonly id: string; readonly timeZone: string }
  readonly services: Services
  readonly now: Instant
}

/** What a room publishes, so that everybody can be shown what is kept about them. */
export interface HeldBy {
  /** Every table in which this room looks. A table that is in no room's list fails a test until it is reviewed. */
  readonly tables: readonly string[]
  readonly of: (tx: Tx, here: HeldHere, whose: Whose) => Promise<readonly Holding[]>
}

interface Part {
  readonly kind: HoldingKind
  /** `from table t where ...`: one entry is one row about them. */
  readonly rows: ReturnType<typeof sql>
  /** A word, or the column that holds the last day. */
  readonly goesOn: EndsWith | ReturnType<typeof sql>
}

/** Counts them in one question. Nothing is written, so that looking leaves no trace. */
export const countHeld = (tx: Tx, parts: readonly Part[]): Promise<Holding[]> =>
  rows(tx, sql<Holding>`select kind, "goesOn", count(*)::int as rows, sum(bytes)::int as bytes from (${sql.join(parts.map(({ kind, rows: of, goesOn }) =>
    sql`select ${kind}::text as kind, (${goesOn})::text as "goesOn", pg_column_size(t.*) as bytes ${of}`), sql` union all `)}) as held group by kind, "goesOn" order by kind, "goesOn"`)

/** The same kind and day twice is one line. */
export function gathered(holdings: readonly Holding[]): Holding[] {
  const lines = new Map<string, Holding>()
  for (const one of holdings.filter(({ rows: count }) => count > 0)) {
    const key = `${one.kind} ${one.goesOn}`, before = lines.get(key)
    lines.set(key, before ? { ...one, rows: before.rows + one.rows, bytes: before.bytes + one.bytes } : one)
  }
  return [...lines.values()]
}
