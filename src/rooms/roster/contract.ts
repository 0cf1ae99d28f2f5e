import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { KeyList, ProgramRoot, Roster, RosterEntry } from '../../sealed/signed-shapes.ts'
import type { Day } from '../programs/rules/days.ts'
import { ROSTER_ROLES, type RosterRole, type Seat, type WantedEntry } from './rules.ts'

const encoded = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`))
const key = encoded(32)
const signature = encoded(64)
const signed = z.object({ key, signature })
const day = z.iso.date()
const version = z.int().min(1).max(1_000_000)

const entryShape = z.object({ role: z.enum(ROSTER_ROLES), person: z.uuid(), name: z.string().min(1).max(120), account: encoded(16), pkAuth: key, pkHpke: key, signature })
const listShape = z.object({
  version, previous: key, validUntil: day,
  entries: z.array(z.object({ purpose: z.string().regex(/^[a-z0-9]+(?:\/[a-z0-9-]+){1,3}$/).max(60), key: z.string().regex(/^[A-Za-z0-9_-]{40,1000}$/) })).min(1).max(200),
  signed,
})
const rosterShape = z.object({ version, validUntil: day, entries: z.array(entryShape).max(1_000), signed })

/** What anybody may ask: without a session, so that nobody can be shown a list of their own. */
export interface ShownKeys {
  readonly root: ProgramRoot | null
  /** Newer than `since`, oldest first; without `since`, the newest alone. */
  readonly lists: readonly KeyList[]
}

export interface ShownRoster {
  readonly base: Roster | null
  readonly current: Roster | null
}

export interface SeatOffer {
  readonly seat: Seat
  readonly key: string
  readonly person: string
  readonly fullName: string
  readonly offeredOn: Day
}

export interface RosterHolder {
  readonly person: string
  readonly fullName: string
  /** Their account's auth key: what they sign the roster with. */
  readonly key: string
}

/** Everything the page "Keys of the program" needs to say what is done and what waits for whom. */
export interface KeysDesk {
  readonly me: { readonly person: string; readonly seats: readonly Seat[] }
  readonly today: Day
  /** Academic years whose keys can be signed now, such as 2026-27. */
  readonly terms: readonly string[]
  /** How long the list signed today would hold. */
  readonly listValidUntil: Day
  readonly offers: readonly SeatOffer[]
  /** The root in force: a list signed by it has been published. */
  readonly root: ProgramRoot | null
  /** A whole root that is not in force yet. */
  readonly forming: ProgramRoot | null
  /** Who made the keys of the newest root, by seat. */
  readonly makers: readonly { readonly seat: Seat; readonly person: string; readonly fullName: string }[]
  /** `peerside rescue` has permitted one new root without signatures. */
  readonly rescuePermitted: boolean
  readonly list: KeyList | null
  /** Signed once; waits for the other holder. */
  readonly pendingList: KeyList | null
  readonly roster: ShownRoster
  readonly pendingRoster: Roster | null
  /** The highest version there is, waiting or not. */
  readonly newestRoster: number
  /** Everybody who signed their own entry with the keys they have today. */
  readonly signedEntries: readonly RosterEntry[]
  /** Who belongs in the roster and has not signed with today's keys and name. */
  readonly missing: readonly { readonly person: string; readonly fullName: string; readonly role: RosterRole }[]
  /** Who could sign the roster as coordinator (1) and as advisor (2). */
  readonly signers: { readonly 1: readonly RosterHolder[]; readonly 2: readonly RosterHolder[] }
}

const moved = { 'keys-moved': 409, 'not-a-holder': 403, 'signature-wrong': 422 } as const
const atVersion = z.object({ version: z.coerce.number().int().min(1).max(1_000_000) })
const seat = z.object({ seat: z.coerce.number().pipe(z.union([z.literal(1), z.literal(2), z.literal(3)])) })

export const contract = {
  'GET /keys': { query: z.object({ since: z.coerce.number().int().min(0).max(1_000_000).optional() }), answer: answers<ShownKeys>() },
  'GET /roster': { answer: answers<ShownRoster>() },

  'GET /program-keys': { answer: answers<KeysDesk>() },
  'PUT /program-keys/offers/:seat': {
    params: seat, body: z.object({ key }), answer: answers<{ offered: Seat }>(),
    refusals: { 'seat-not-yours': 403, 'seat-taken': 409, 'two-seats': 409, 'key-known': 409, 'root-stands': 409 },
  },
  'DELETE /program-keys/offers': { answer: answers<{ begunAgain: true }>(), refusals: { 'root-stands': 409 } },
  'POST /program-keys/root-signatures': { body: signed, answer: answers<{ signatures: number }>(), refusals: moved },
  'POST /program-keys/lists': { body: listShape, bodyBytes: 400_000, answer: answers<{ published: boolean }>(), refusals: { ...moved, 'second-key': 409 } },
  'POST /program-keys/lists/:version/signatures': { params: atVersion, body: signed, answer: answers<{ published: boolean }>(), refusals: moved },
  'DELETE /program-keys/lists/:version': { params: atVersion, answer: answers<{ withdrawn: true }>() },
  'POST /program-keys/rosters': { body: rosterShape, bodyBytes: 800_000, answer: answers<{ inForce: boolean }>(), refusals: { ...moved, 'entry-stale': 409, 'too-long-ahead': 422 } },
  'POST /program-keys/rosters/:version/signatures': { params: atVersion, body: signed, answer: answers<{ inForce: boolean }>(), refusals: moved },
  'DELETE /program-keys/rosters/:version': { params: atVersion, answer: answers<{ withdrawn: true }>() },

  'GET /me/roster-entry': { answer: answers<{ person: string; wanted: readonly WantedEntry[]; signed: readonly RosterEntry[] }>() },
  'PUT /me/roster-entry': {
    body: z.object({ entries: z.array(entryShape).max(12) }), answer: answers<{ signed: number }>(), refusals: { 'entry-stale': 409, 'signature-wrong': 422 },
  },
} satisfies Contract
