import { defineWords } from '../../../ui/words.tsx'

export const enrolmentWords = defineWords({
  en: () => import('../words/en.ts'),
  fr: () => import('../words/fr.ts'),
  zh: () => import('../words/zh.ts'),
})
