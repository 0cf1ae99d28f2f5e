import type { Db } from '../db/transaction.ts'
import type { Instant } from '../clock.ts'
import type { Body, Contract, DoorKey, DoorShape, Outcome, Params, Query } from '../contract.ts'
import type { Refused } from '../refusals.ts'
import type { Services } from '../services.ts'
import type { Locale } from '../../ui/same-words.ts'

/** The program whose door was knocked at. */
export interface ProgramHere {
  readonly id: string
  readonly slug: string
  readonly timeZone: string
  readonly country: string
  readonly locales: readonly Locale[]
}

/** Everything known before a guard has spoken. The address of whoever knocks is deliberately not part of it. */
export interface Knock {
  readonly db: Db
  readonly program: ProgramHere
  readonly now: Instant
  readonly locale: Locale
  readonly token: string | null
  readonly services: Services
  /** What stands in the address where the door's pattern has a name, unread as yet: for guards that answer about one thing. */
  readonly address?: Readonly<Record<string, string>>
}

export type GuardWord = 'sign-in-first' | 'not-found' | 'not-open-yet' | 'account-resting'
/** Says who may pass, and hands on the proof. */
export type Guard<Proof> = (knock: Knock) => Promise<Proof | Refused<GuardWord>>

/** A door that anyone may open, signed in or not. */
export const anyone: Guard<'anyone'> = async () => 'anyone'

export interface Visit<Proof, D extends DoorShape> extends Knock {
  readonly proof: Proof
  readonly params: Params<D>
  readonly query: Query<D>
  readonly body: Body<D>
}

/** A door's guard, named so that the matrix of doors and roles can be printed, and what lies behind it. */
export interface Door<Proof, D extends DoorShape> {
  readonly who: Guard<Proof>
  readonly then: (visit: Visit<Proof, D>) => Promise<Outcome<D>>
}

export interface OpenDoor {
  readonly key: DoorKey
  readonly shape: DoorShape
  readonly who: Guard<unknown>
  readonly then: (visit: never) => Promise<unknown>
}

/** Binds each door of a contract to its guard and action. A door left out, or one without a guard, does not compile. */
export const doors = <C extends Contract, Proofs extends Record<keyof C, unknown>>(
  contract: C,
  // Mapped over the proofs, so that each is inferred from its own guard.
  table: { [K in keyof Proofs]: Door<Proofs[K], C[K & keyof C] & DoorShape> },
): OpenDoor[] =>
  (Object.keys(contract) as (DoorKey & keyof C)[]).map((key) => ({
    key,
    shape: contract[key] as DoorShape,
    who: table[key].who,
    then: table[key].then as unknown as OpenDoor['then'],
  }))
