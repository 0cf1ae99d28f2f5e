import { defineWords, useWords } from '../../../ui/words.tsx'
import type { words } from '../words/en.ts'

export const hoursWords = defineWords({
  en: () => import('../words/en.ts'),
  fr: () => import('../words/fr.ts'),
  zh: () => import('../words/zh.ts'),
})

export type HoursWords = typeof words
export const useHoursWords = (): HoursWords => useWords(hoursWords)
