import type { Locale } from '../../ui/same-words.ts'
import { words as en } from './words/en.ts'
import { words as fr } from './words/fr.ts'
import { words as zh } from './words/zh.ts'

export type PlainWords = { readonly [K in keyof typeof en]: (typeof en)[K] extends (...given: infer G) => string ? (...given: G) => string : string }

/** The words of the server's own pages, all languages at once: there is no download to save. */
export const plainWords: Readonly<Record<Locale, PlainWords>> = { en, fr, zh }
