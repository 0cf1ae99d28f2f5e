import type { Locale } from '../../ui/same-words.ts'
import { words as en } from './words/en.ts'
import { words as fr } from './words/fr.ts'
import { words as zh } from './words/zh.ts'

export const privacyWords = { en, fr, zh } satisfies Readonly<Record<Locale, typeof en>>
export type PrivacyWords = (typeof privacyWords)[Locale]
