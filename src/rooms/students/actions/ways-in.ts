import { randomBytes } from 'node:crypto'
import { writeAudit } from '../../../platform/audit.ts'
import type { Instant } from '../../../platform/clock.ts'
import { shown, type Shown } from '../../../disclosure/small-counts.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { Deck, WaysIn } from '../contract.ts'
import { leftAsTold, spellCode } from '../rules/cards.ts'
import { addCards, addCode, addDeck, decks, dropDeck, newestCode } from '../store.ts'

const dayOf = (now: Instant): string => new Date(now).toISOString().slice(0, 10)

/** The bookings room's: it stands below this one, so that main hands it in. */
export type VoidUnclaimed = (tx: Tx, newest: number, now: Instant) => Promise<number>

export const listWaysIn = (db: Db): Promise<WaysIn> =>
  inTransaction(db, async (tx) => {
    const newest = await newestCode(tx)
    return { decks: (await decks(tx)).map(told), code: newest?.code ? { ...newest, code: newest.code } : null }
  })

/** Whether students may come in by the program's code today. */
export const isCodeInUse = (db: Db): Promise<boolean> => inTransaction(db, async (tx) => Boolean((await newestCode(tx))?.code))

const told = (deck: Deck): Deck => ({ ...deck, left: leftAsTold(deck.size, deck.left) })

/** Keeps the hashes of a deck that a coordinator's browser made; the cards themselves exist on paper alone. */
export const keepDeck = (db: Db, person: string, input: { id: string; cards: readonly string[] }, now: Instant): Promise<Deck | Refused<'card-twice'>> =>
  inTransaction<Deck | Refused<'card-twice'>>(db, async (tx) => {
    const deck = { id: input.id, size: input.cards.length, madeOn: dayOf(now) }
    const known = (await decks(tx)).find(({ id }) => id === deck.id)
    if (known) return told(known)
    await addDeck(tx, deck)
    const added = await addCards(tx, deck.id, input.cards.map((card) => Buffer.from(card, 'base64url')))
    if (added !== deck.size) return refuse('card-twice')
    await writeAudit(tx, { person, event: 'cards-made', day: dayOf(now), detail: String(deck.size) })
    return { ...deck, left: deck.size }
  })

export const withdrawDeck = (db: Db, person: string, deck: string, now: Instant): Promise<{ withdrawn: number } | Refused<'not-found'>> =>
  inTransaction<{ withdrawn: number } | Refused<'not-found'>>(db, async (tx) => {
    const dropped = await dropDeck(tx, deck)
    if (!dropped) return refuse('not-found')
    await writeAudit(tx, { person, event: 'cards-withdrawn', day: dayOf(now) })
    return { withdrawn: leftAsTold(dropped.size, dropped.left) }
  })

/** Replaces the code. What its accounts booked before a first meeting is called off; who has met somebody is not touched. */
export const rotateCode = (db: Db, person: string, now: Instant, voidUnclaimed: VoidUnclaimed): Promise<{ code: string; generation: number; voided: Shown }> =>
  inTransaction(db, async (tx) => {
    const code = spellCode(randomBytes(5))
    const generation = await addCode(tx, code, dayOf(now))
    const voided = await voidUnclaimed(tx, generation, now)
    await writeAudit(tx, { person, event: 'code-replaced', day: dayOf(now) })
    return { code, generation, voided: shown(voided) }
  })

export const switchCodeOff = (db: Db, person: string, now: Instant, voidUnclaimed: VoidUnclaimed): Promise<{ voided: Shown }> =>
  inTransaction(db, async (tx) => {
    const generation = await addCode(tx, null, dayOf(now))
    const voided = await voidUnclaimed(tx, generation, now)
    await writeAudit(tx, { person, event: 'code-switched-off', day: dayOf(now) })
    return { voided: shown(voided) }
  })
