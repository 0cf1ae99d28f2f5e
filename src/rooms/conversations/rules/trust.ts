/** What this device knows about a supporter whom the server names. */
export interface Looked {
  readonly account: string
  /** Whom the program's signed roster has for this person: null where it has nobody. `none-yet`: it has signed nothing so far. */
  readonly signed: { readonly account: string } | null | 'none-yet'
  /** Accounts that were checked for this conversation before. */
  readonly known: readonly string[]
  /** The request allowed this person, and the student has not hidden them since. */
  readonly asked: boolean
}

/**
 * `verified`: the program signed these keys. `unsigned`: it has signed none, and the first ones seen are held on to. `rekeyed`: we knew the old
 * keys and the program has signed new ones. `gone`: we knew them, and the program does not list them any more. `swapped`: keys that nobody vouches
 * for. `not-asked`: somebody whom the student did not ask.
 */
export type SupporterTrust = 'verified' | 'unsigned' | 'rekeyed' | 'gone' | 'swapped' | 'not-asked'

export function trustIn({ account, signed, known, asked }: Looked): SupporterTrust {
  const isKnown = known.includes(account)
  if (signed === 'none-yet') return isKnown || known.length === 0 ? (asked ? 'unsigned' : 'not-asked') : 'swapped'
  if (signed?.account === account) return asked ? 'verified' : 'not-asked'
  if (!isKnown) return 'swapped'
  return signed ? 'rekeyed' : 'gone'
}
