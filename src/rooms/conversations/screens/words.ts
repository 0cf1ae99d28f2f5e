import { defineWords, useWords } from '../../../ui/words.tsx'

const talkWords = defineWords({
  en: () => import('../words/en.ts'),
  fr: () => import('../words/fr.ts'),
  zh: () => import('../words/zh.ts'),
})

export const useTalkWords = () => useWords(talkWords)
export type TalkWords = ReturnType<typeof useTalkWords>
