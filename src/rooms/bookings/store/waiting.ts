import { row, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { at } from '../../../platform/db/values.ts'
import type { Instant } from '../../../platform/clock.ts'

export interface WaitingRequest {
  readonly id: string
  readonly endsAt: Instant
  readonly language: string | null
  readonly topic: string | null
}

export const waitingOf = (tx: Tx, holders: readonly Buffer[], now: Instant) => row(tx, sql<WaitingRequest>`
  select id, ends_at as "endsAt", language, topic from waiting_requests where holder = any(${holders}::bytea[]) and ends_at > ${at(now)} limit 1`)

export const addWaiting = (tx: Tx, request: WaitingRequest & { holder: Buffer }) => run(tx, sql`
  insert into waiting_requests (id, holder, ends_at, language, topic)
  values (${request.id}, ${request.holder}, ${at(request.endsAt)}, ${request.language}, ${request.topic})`)

export const dropWaiting = (tx: Tx, holders: readonly Buffer[]) => run(tx, sql`delete from waiting_requests where holder = any(${holders}::bytea[])`)
