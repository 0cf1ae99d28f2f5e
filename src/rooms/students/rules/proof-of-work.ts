/** A code is shared, so each new account by code costs the browser some work: about a second, and more while many arrive at once. */
export const BASE_BITS = 16
export const MOST_BITS = 22
export const CHALLENGE_VALID_MS = 10 * 60_000
/** So many new accounts in ten minutes are an ordinary welcome week; each doubling beyond costs one bit more. */
const ORDINARY_ARRIVALS = 60
export const ARRIVALS_MS = 10 * 60_000

export function bitsFor(arrivals: number): number {
  const doublings = arrivals <= ORDINARY_ARRIVALS ? 0 : Math.ceil(Math.log2(arrivals / ORDINARY_ARRIVALS))
  return Math.min(MOST_BITS, BASE_BITS + doublings)
}

/** What is hashed: the work is good for one challenge, one account and one code, so nothing of it can be spent twice. */
export const workText = (challenge: string, account: string, code: string, answer: number): string => `ps1/work ${challenge} ${account} ${code} ${answer}`

/** Whether a hash opens with so many zero bits. */
export function hasZeroBits(hash: Uint8Array, bits: number): boolean {
  for (let i = 0; i < bits; i += 8) {
    const keep = Math.min(8, bits - i)
    if ((hash[i / 8] ?? 255) >> (8 - keep) !== 0) return false
  }
  return true
}
