/** No i, l, o or u: nothing to mistake when typing from paper. */
const CARD = /^[0-9a-hjkmnp-tv-z]{20}$/

export const LARGEST_DECK = 500

/** What was typed in the one spelling that is hashed; forgives case, spaces, dashes, i, l and o. Twenty letters carry 100 bits. */
export function readIssuerCard(typed: string): string | null {
  const letters = typed.toLowerCase().replace(/[^0-9a-z]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return CARD.test(letters) ? letters : null
}
