import { defineWords } from '../../../ui/words.tsx'
import type { words } from '../words/en.ts'

export const evaluationWords = defineWords({
  en: () => import('../words/en.ts'),
  fr: () => import('../words/fr.ts'),
  zh: () => import('../words/zh.ts'),
})

export type EvaluationWords = typeof words
