import { LOCALES, type Locale } from '../ui/same-words.ts'
import { words as en } from './words/en.ts'
import { words as fr } from './words/fr.ts'
import { words as zh } from './words/zh.ts'

export const issuerWords = { en, fr, zh } as const

/** The sentence for a refusal. */
export const say = (locale: Locale, word: string): string =>
  (issuerWords[locale] as Readonly<Record<string, string>>)[`refused_${word.replaceAll('-', '_')}`] ?? issuerWords[locale].refused_broken

/** The language named in the address, else the first that the browser prefers and we speak. */
export function localeOf(asked: string | undefined, accepted: string | undefined): Locale {
  const wanted = [asked ?? '', ...(accepted ?? '').split(',')].map((range) => range.trim().slice(0, 2).toLowerCase())
  return wanted.map((tag) => LOCALES.find((locale) => locale === tag)).find((locale) => locale !== undefined) ?? 'en'
}
