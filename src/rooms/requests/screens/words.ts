import { defineWords, useWords } from '../../../ui/words.tsx'

/** The words of the first screen, which come with it. */
export const homeWords = defineWords({
  en: () => import('../words/home-en.ts'),
  fr: () => import('../words/home-fr.ts'),
  zh: () => import('../words/home-zh.ts'),
})

const laterWords = defineWords({
  en: () => import('../words/en.ts'),
  fr: () => import('../words/fr.ts'),
  zh: () => import('../words/zh.ts'),
})

/** All words of this room, for every screen but the first. */
export const useRequestWords = () => useWords(laterWords)
