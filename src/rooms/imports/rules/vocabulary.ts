import { EVERYDAY_ENGLISH } from './everyday-english.ts'
import { EVERYDAY_FRENCH } from './everyday-french.ts'
import { RARER_ENGLISH } from './rarer-english.ts'
import { RARER_FRENCH } from './rarer-french.ts'
import { ALSO_EVERYDAY, ANY_NAMES, KNOWN_NAMES } from './given-names.ts'
import { PROPER_WORDS } from './proper-words.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
const EVERYDAY: ReadonlySet<string> = new Set([...set(EVERYDAY_ENGLISH), ...set(EVERYDAY_FRENCH), ...set(RARER_ENGLISH), ...set(RARER_FRENCH)])
const PROPER = set(PROPER_WORDS)

/** A word without case, accents, possessive or the French elision before it. */
export const bareWord = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’‘ʼ]/g, "'")
    .replace(/^(?:l|d|j|n|s|m|t|c|qu|jusqu|lorsqu|puisqu)'(?=\p{L})/u, '')
    .replace(/'s?$/, '')
    .replace(/œ/g, 'oe')
    .replace(/ı/g, 'i')

export const isProperWord = (bare: string): boolean => PROPER.has(bare)

/** Whether a bare word is an everyday one, in this form or one that endings and beginnings make of it. */
export const isEveryday = (bare: string): boolean => EVERYDAY.has(bare) || (!bare.includes('-') && (stems(bare).some((stem) => EVERYDAY.has(stem)) || learned(bare)))

const ENDINGS: readonly (readonly [string, string])[] = [
  ['ies', 'y'], ['ied', 'y'], ['ier', 'y'], ['iest', 'y'], ['ily', 'y'], ['iness', 'y'], ['es', ''], ['es', 'e'], ['s', ''], ['ed', ''], ['ed', 'e'], ['ing', ''], ['ing', 'e'], ['er', ''], ['er', 'e'], ['ers', ''], ['ers', 'e'], ['est', ''],
  ['ly', ''], ['ness', ''], ['less', ''], ['ful', ''], ['ment', ''], ['ments', ''], ['able', ''], ['able', 'e'], ['al', ''], ['y', ''], ['ings', ''], ['ings', 'e'], ['ism', ''], ['ist', ''], ['ists', ''], ['or', ''], ['or', 'e'], ['ors', 'e'], ['ity', 'e'],
  ['ic', ''], ['ic', 'y'], ['ical', 'y'], ['ical', ''], ['ian', ''], ['ary', ''], ['ous', ''], ['ous', 'e'], ['ive', ''], ['ion', ''], ['ion', 'e'], ['ique', 'ie'], ['iques', 'ie'], ['aux', 'ail'], ['eux', 'eur'], ['ien', 'ie'], ['ienne', 'ie'], ['age', 'er'],
  ['e', ''], ['ee', 'e'], ['ees', 'e'], ['ee', ''], ['ees', ''], ['x', ''], ['aux', 'al'], ['aux', 'au'], ['elle', 'el'], ['elles', 'el'], ['euse', 'eux'], ['euses', 'eux'], ['euse', 'eur'], ['trice', 'teur'], ['ive', 'if'], ['ives', 'if'], ['iere', 'ier'], ['ieres', 'ier'],
  ['e', 'er'], ['es', 'er'], ['ent', 'er'], ['ons', 'er'], ['ez', 'er'], ['ais', 'er'], ['ait', 'er'], ['aient', 'er'], ['ant', 'er'], ['ante', 'er'], ['a', 'er'], ['era', 'er'], ['erait', 'er'], ['eront', 'er'], ['ee', 'er'], ['ees', 'er'], ['eait', 'er'], ['eant', 'er'],
  ['it', 'ir'], ['is', 'ir'], ['i', 'ir'], ['ie', 'ir'], ['ies', 'ir'], ['issent', 'ir'], ['issait', 'ir'], ['issant', 'ir'], ['ira', 'ir'], ['u', 're'], ['ue', 're'], ['ait', 're'], ['ant', 're'], ['rait', 're'], ['nt', ''], ['ment', 'e'],
]
const BEGINNINGS = /^(?:un|re|non|pre|over|under|mis|anti|inter|multi|post|dis|self|semi|super|hyper|neuro|cardio|psycho|auto|sur|sous|mal|para|intra|extra|micro|macro|co)-?(?=\p{L}{4})/u

function stems(bare: string): string[] {
  const found = ENDINGS.filter(([ending]) => bare.length > ending.length + 2 && bare.endsWith(ending)).map(([ending, instead]) => bare.slice(0, -ending.length) + instead)
  const halved = found.filter((stem) => /([b-df-hj-np-tv-z])\1$/.test(stem)).map((stem) => stem.slice(0, -1))
  const began = BEGINNINGS.exec(bare)
  return [...found, ...halved, ...(began ? [bare.slice(began[0].length)] : [])].filter((stem) => stem.length > 2)
}

// Endings of learned words in both languages. Names that end like these are few, and the list of names knows them.
const learned = (bare: string): boolean =>
  !ANY_NAMES.has(bare) &&
  ((bare.length > 6 && /(?:tions?|sions?|ments?|ness|ities|ologies|ology|ologie|ologique|ological|istry|graphy|graphie|itis|osis|emia|emie|pathie|pathy|ectomy|ectomie|scopy|scopie|ically|iquement|ements?|ables?|ibles?|ivity|ivite|fulness|lessness|ships?|hood)$/.test(bare)) ||
    (bare.length > 7 && /(?:ing|ings|eurs?|euses?|ances?|ences?|ismes?|isms?|istes?|ists?|iques?|ically|ously|eusement|ation|ical|icals|ives?|ifs?|izes?|ized|ised|ising|izing|ments)$/.test(bare)) ||
    /(?:azepam|azolam|etine|oxetine|prazole|statin|sartan|cillin|mycin|floxacin|triptan|idone|piprazole|barbital|caine|profen|olol|pril|idine|amine|phylline|mab|nib|vir)$/.test(bare) && bare.length > 7)

export type NameLikelihood = 'name' | 'either' | 'word' | 'unknown'

const met = new Map<string, NameLikelihood>()
const MOST_MET = 20_000

/** What a bare word is without its surroundings: only a name, a name or a word, only a word, or never seen. */
export function likelihood(bare: string): NameLikelihood {
  const known = met.get(bare)
  if (known) return known
  if (met.size > MOST_MET) met.clear()
  const found = weighed(bare)
  met.set(bare, found)
  return found
}

function weighed(bare: string): NameLikelihood {
  if (KNOWN_NAMES.has(bare)) return EVERYDAY.has(bare) || PROPER.has(bare) ? 'either' : 'name'
  if (ALSO_EVERYDAY.has(bare)) return 'either'
  if (PROPER.has(bare)) return ANY_NAMES.has(bare) ? 'either' : 'word'
  if (ANY_NAMES.has(bare)) return 'either'
  return isEveryday(bare) ? 'word' : 'unknown'
}
