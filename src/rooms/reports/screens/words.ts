import { defineWords } from '../../../ui/words.tsx'
import type { Locale } from '../../../ui/same-words.ts'

export const reportWords = defineWords({
  en: () => import('../words/en.ts'),
  fr: () => import('../words/fr.ts'),
  zh: () => import('../words/zh.ts'),
})

/** "Dario and Nadia", "Dario et Nadia", "Dario和Nadia". */
export const namesIn = (locale: Locale, names: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
export const anyOf = (locale: Locale, names: readonly string[]): string => new Intl.ListFormat(locale, { type: 'disjunction' }).format(names)
