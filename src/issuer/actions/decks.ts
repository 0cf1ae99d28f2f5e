import { refuse } from '../../platform/refusals.ts'
import { inTransaction, type Db, type Tx } from '../../platform/db/transaction.ts'
import { type Bytes, fromBase64url, join } from '../../sealed/bytes.ts'
import { isSigned } from '../../sealed/key-list.ts'
import { deckMessage, deckWithdrawalMessage } from '../../sealed/key-messages.ts'
import type { SignatureBy } from '../../sealed/signed-shapes.ts'
import { addCards, addDeck, addWithdrawal, cardsOfDeck, isWithdrawn, listDecks, lockDeck, newestList, removeCards, termOfDeck } from '../store.ts'

export interface DeckInput extends SignatureBy {
  readonly deck: string
  readonly term: string
  readonly hashes: readonly string[]
}

/** Keeps the hashes of a deck that somebody with a roster key printed. The letters were never here. */
export const keepDeck = (db: Db, slug: string, { deck, term, hashes, key, signature }: DeckInput) => inTransaction(db, async (tx) => {
  const read = hashes.map((hash) => fromBase64url(hash))
  if (!(await isSignedByRoster(tx, await deckMessage(slug, term, deck, join(...read)), { key, signature }))) return refuse('deck-unsigned')
  if (await isWithdrawn(tx, deck)) return refuse('deck-withdrawn')
  if (new Set(hashes).size !== hashes.length) return refuse('bad-input')
  if (await addDeck(tx, deck, term)) {
    // Sorted, so that no order tells which card lay beside which.
    const added = await addCards(tx, deck, read.map((hash) => Buffer.from(hash)).toSorted(Buffer.compare))
    return added === hashes.length ? { size: added } : refuse('deck-differs')
  }
  const there = new Set((await cardsOfDeck(tx, deck)).map((hash) => hash.toString('base64url')))
  const same = await termOfDeck(tx, deck) === term && there.size === hashes.length && hashes.every((hash) => there.has(hash))
  return same ? { size: hashes.length } : refuse('deck-differs')
})

/** Open to whoever asks: how many cards a program printed says nothing of anybody who drew one. */
export const readDecks = (db: Db) => inTransaction(db, async (tx) => ({ decks: await listDecks(tx) }))

/** A lost deck: none of its cards gives a ticket from now on, and tickets that were given for them are void. Tokens that were signed stay. */
export const withdrawDeck = (db: Db, slug: string, { deck, key, signature }: SignatureBy & { readonly deck: string }) => inTransaction(db, async (tx) => {
  if (!(await isSignedByRoster(tx, deckWithdrawalMessage(slug, deck), { key, signature }))) return refuse('deck-unsigned')
  if (!(await lockDeck(tx, deck))) return refuse('deck-unknown')
  await addWithdrawal(tx, deck)
  await removeCards(tx, deck)
  return { withdrawn: true as const }
})

/** By one of the roster keys in the newest list that the program's root signed. */
async function isSignedByRoster(tx: Tx, message: Bytes, { key, signature }: SignatureBy): Promise<boolean> {
  const list = await newestList(tx)
  const holds = list?.entries.some((entry) => entry.purpose.startsWith('roster/') && entry.key === key) ?? false
  return holds && isSigned(message, { key, signature })
}
