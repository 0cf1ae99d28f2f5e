import type { Locale } from '../ui/same-words.ts'
import { words as en } from './words/en.ts'
import { words as fr } from './words/fr.ts'
import { words as zh } from './words/zh.ts'

type Sentences = Readonly<Record<string, unknown>>

const ROOMS = ['programs', 'accounts', 'people', 'roster', 'supporters', 'students', 'enrolment', 'hours', 'bookings', 'conversations', 'requests', 'reports', 'interactions', 'imports', 'evaluation', 'notices'] as const

/** The words of every room, loaded once: the server speaks with the same sentences as the screens. */
async function wordsOf(locale: Locale): Promise<Sentences[]> {
  const rooms = await Promise.all(ROOMS.map(async (room) => ((await import(`../rooms/${room}/words/${locale}.ts`)) as { words: Sentences }).words))
  return [{ en, fr, zh }[locale], ...rooms]
}

const sentences: Readonly<Record<Locale, readonly Sentences[]>> = { en: await wordsOf('en'), fr: await wordsOf('fr'), zh: await wordsOf('zh') }

/** Which rooms know a sentence for this word; one word is one sentence, so that it never matters which is found first. */
export const knownIn = (locale: Locale, word: string): string[] =>
  sentences[locale].flatMap((words, at) => (typeof words[keyOf(word)] === 'string' ? [at === 0 ? 'main' : ROOMS[at - 1]!] : []))

const keyOf = (word: string): string => `refused_${word.replaceAll('-', '_')}`

/** The sentence for a refusal, from the words of the room that knows it. */
export function say(locale: Locale, word: string): string {
  const key = keyOf(word)
  const found = sentences[locale].find((words) => typeof words[key] === 'string')?.[key]
  return typeof found === 'string' ? found : (sentences[locale][0]!.refused_broken as string)
}
