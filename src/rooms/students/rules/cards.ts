import { SMALLEST_SHOWN } from '../../../disclosure/small-counts.ts'

/** No i, l, o or u: nothing to mistake when typing from paper. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const GROUP = 4
const CARD_LENGTH = 16
const ISSUER_CARD_LENGTH = 20
const CODE_LENGTH = 8

export const LARGEST_DECK = 500

/** A deck just made in a coordinator's browser: the cards are shown once, and whoever checks them is told their hashes alone. */
export interface NewDeck {
  readonly id: string
  readonly cards: readonly string[]
  readonly hashes: string[]
  /** The year for which the issuer takes these cards; null for cards of the app. */
  readonly term: string | null
}

/** A deck that the issuer keeps. How many of its cards were used is known to nobody. */
export interface IssuedDeck {
  readonly deck: string
  readonly term: string
  readonly size: number
}

/** Tells decks apart on paper and on screen: the same four letters stand on each of its cards. */
export const deckMark = (deck: string): string => deck.slice(0, 4).toUpperCase()

/** What staff are told is left of a deck: used cards count in fives, or a card handed to one student would say whether it was used. */
export const leftAsTold = (size: number, left: number): number => size - Math.floor((size - left) / SMALLEST_SHOWN) * SMALLEST_SHOWN
/** SHA-256 of a card, as base64url. */
export const CARD_HASH = /^[A-Za-z0-9_-]{43}$/

/** A card carries 80 bits: `k3f9-27tm-x0aa-5cdr` from ten random bytes. */
export const spellCard = (random: Uint8Array): string => spell(random, CARD_LENGTH)
/** The code is short enough for a poster: `k3f9-27tm`. Guessing it is paced by proof of work. */
export const spellCode = (random: Uint8Array): string => spell(random, CODE_LENGTH)

/** A card of the issuer carries 100 bits, so that its length tells it from the two others. */
export const spellIssuerCard = (random: Uint8Array): string => spell(random, ISSUER_CARD_LENGTH)

export const readCard = (typed: string): string | null => read(typed, CARD_LENGTH)
export const readCode = (typed: string): string | null => read(typed, CODE_LENGTH)

/** What somebody typed: 20 letters are a card of the issuer, 16 one of the app, 8 the program's code; null for none of them. */
export function readWayIn(typed: string): { readonly by: 'issuer-card' | 'card' | 'code'; readonly letters: string } | null {
  const issued = read(typed, ISSUER_CARD_LENGTH)
  if (issued) return { by: 'issuer-card', letters: issued }
  const card = readCard(typed)
  if (card) return { by: 'card', letters: card }
  const code = readCode(typed)
  return code ? { by: 'code', letters: code } : null
}

function spell(random: Uint8Array, length: number): string {
  let bits = ''
  for (const byte of random) bits += byte.toString(2).padStart(8, '0')
  const letters = Array.from({ length }, (_, i) => LETTERS[parseInt(bits.slice(i * 5, i * 5 + 5), 2)])
  return Array.from({ length: length / GROUP }, (_, i) => letters.slice(i * GROUP, (i + 1) * GROUP).join('')).join('-')
}

/** What was typed in the one spelling that is hashed; forgives case, spaces, dashes, i, l and o. */
function read(typed: string, length: number): string | null {
  const letters = typed.toLowerCase().replace(/[^0-9a-z]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return letters.length === length && [...letters].every((letter) => LETTERS.includes(letter)) ? letters : null
}
