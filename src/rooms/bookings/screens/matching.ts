import type { ListedSupporter } from '../contract.ts'

export interface Wanted {
  readonly topic: string | null
  readonly language: string | null
  readonly site?: string | null
  readonly cohort?: string | null
}

/** Whether somebody is what a student looks for. A supporter who named no topic listens to any. */
export const fits = (person: ListedSupporter | undefined, wanted: Wanted): boolean =>
  person !== undefined
  && (!wanted.topic || person.topics.length === 0 || person.topics.includes(wanted.topic))
  && (!wanted.language || person.languages.includes(wanted.language))
  && (!wanted.site || person.site === wanted.site)
  && (!wanted.cohort || person.cohort === wanted.cohort)

/** A language's name in the reader's own. */
export const languageIn = (tag: string, locale: string): string =>
  new Intl.DisplayNames([locale, 'en'], { type: 'language', fallback: 'code' }).of(tag) ?? tag
