import { defineWords } from './words.tsx'

export const uiWords = defineWords({
  en: () => import('./words/en.ts'),
  fr: () => import('./words/fr.ts'),
  zh: () => import('./words/zh.ts'),
})
