import type { OpenDoor } from '../platform/http/doors.ts'
import type { Job } from '../platform/jobs.ts'
import type { Locale } from '../ui/same-words.ts'
import { words as en } from './words/en.ts'
import { words as fr } from './words/fr.ts'
import { words as zh } from './words/zh.ts'

/** Every door of the house, in the rooms' reading order. */
export const doors: readonly OpenDoor[] = []

/** Everything the house does unasked. */
export const jobs: readonly Job[] = []

type Sentences = Readonly<Record<string, unknown>>
const sentences: Readonly<Record<Locale, readonly Sentences[]>> = {
  en: [en],
  fr: [fr],
  zh: [zh],
}

/** The sentence for a refusal, from the words of the room that knows it. */
export function say(locale: Locale, word: string): string {
  const key = `refused_${word.replaceAll('-', '_')}`
  const found = sentences[locale].find((words) => typeof words[key] === 'string')?.[key]
  return typeof found === 'string' ? found : sentences[locale][0]!.refused_broken as string
}
