import { refuse } from '../../platform/refusals.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { fromBase64url, join } from '../../sealed/bytes.ts'
import { isSigned } from '../../sealed/key-list.ts'
import { deckMessage } from '../../sealed/key-messages.ts'
import { addCards, addDeck, cardsOfDeck, newestList, termOfDeck } from '../store.ts'

export interface DeckInput {
  readonly deck: string
  readonly term: string
  readonly hashes: readonly string[]
  readonly key: string
  readonly signature: string
}

/** Keeps the hashes of a deck that somebody with a roster key printed. The letters were never here. */
export const keepDeck = (db: Db, slug: string, { deck, term, hashes, key, signature }: DeckInput) => inTransaction(db, async (tx) => {
  const list = await newestList(tx)
  const read = hashes.map((hash) => fromBase64url(hash))
  const isRosterKey = list?.entries.some((entry) => entry.purpose.startsWith('roster/') && entry.key === key)
  if (!isRosterKey || !(await isSigned(await deckMessage(slug, term, deck, join(...read)), { key, signature }))) return refuse('deck-unsigned')
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
