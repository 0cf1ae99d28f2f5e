import { LOCALES, type Locale } from '../../../ui/same-words.ts'

/** One name in up to three languages; at least one is there. */
export type Names = { readonly [L in Locale]?: string | undefined }

/** The name in the reader's language, or in the first language that has one: a name is never empty. */
export const nameIn = (names: Names, locale: Locale): string =>
  names[locale] || LOCALES.map((other) => names[other]).find(Boolean) || ''

/** Trimmed, without empty languages; null where nothing is left. */
export function tidyNames(names: Names): Names | null {
  const kept = LOCALES.flatMap((locale) => {
    const name = names[locale]?.trim().replace(/\s+/g, ' ')
    return name ? [[locale, name] as const] : []
  })
  return kept.length ? Object.fromEntries(kept) : null
}

/** The same in every language, once both are tidy. */
export const sameNames = (some: Names, others: Names): boolean => LOCALES.every((locale) => some[locale] === others[locale])
