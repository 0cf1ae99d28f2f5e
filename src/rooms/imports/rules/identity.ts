import type { Locale } from '../../../ui/same-words.ts'
import { chineseNames } from './identity-chinese.ts'
import { latinNames } from './identity-latin.ts'
import { numbersAndAddresses } from './identity-numbers.ts'

export type FindingKind = 'name' | 'email' | 'phone' | 'number' | 'handle' | 'link'

/** Something in a text that tells who somebody is. `start` counts in the text's compatibility form (NFKC). */
export interface Finding {
  readonly kind: FindingKind
  readonly text: string
  readonly start: number
}

/**
 * Names, e-mail addresses, telephone, student and other numbers, handles and links in a free text of any of the three languages. It would
 * rather be wrong about a place than miss a person: what it finds is left out, and a person may type it in again.
 */
export function screenFreeText(text: string, locale: Locale): Finding[] {
  const plain = text.normalize('NFKC').replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '').replace(/[\u00a0\u202f\u2009]/g, ' ')
  const found = numbersAndAddresses(plain)
  let rest = plain
  for (const each of found) rest = `${rest.slice(0, each.start)}${' '.repeat(each.text.length)}${rest.slice(each.start + each.text.length)}`
  // A sentence mark where something was taken out would make the next word look like a first one; blanks do not.
  return [...found, ...latinNames(rest, locale), ...chineseNames(rest)].toSorted((a, b) => a.start - b.start)
}
