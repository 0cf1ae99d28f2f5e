import { defineWords } from '../../../ui/words.tsx'
import type { words } from './words/en.ts'

export type StaffWords = typeof words

export const staffWords = defineWords({
  en: () => import('./words/en.ts'),
  fr: () => import('./words/fr.ts'),
  zh: () => import('./words/zh.ts'),
})
