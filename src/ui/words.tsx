import { createContext, use, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { LOCALES, type Locale, type Same } from './same-words.ts'
import { remember } from './remembered.ts'

type Loader<W> = () => Promise<{ words: W }>

/** The words of one room: fetched in the reader's language only. */
export interface WordsHandle<W> {
  load(locale: Locale): Promise<W>
}

/** `defineWords({ en: () => import('../words/en.ts'), fr: ..., zh: ... })`: the English words give the shape, the others must match it. */
export function defineWords<W>(loaders: { en: Loader<W>; fr: Loader<Same<W>>; zh: Loader<Same<W>> }): WordsHandle<W> {
  const asked = new Map<Locale, Promise<W>>()
  const load = (locale: Locale) => {
    const before = asked.get(locale)
    if (before) return before
    const promise: Promise<W> & { status?: 'fulfilled'; value?: W } = (loaders[locale] as Loader<W>)().then(({ words }) => {
      // React's own marks: what has arrived is read at once, without a turn of waiting.
      promise.status = 'fulfilled'
      promise.value = words
      return words
    })
    asked.set(locale, promise)
    promise.catch(() => asked.delete(locale)) // a lost network is asked again, not remembered
    return promise
  }
  return { load }
}

interface Reading {
  locale: Locale
  /** The languages this program offers. */
  offered: readonly Locale[]
  chooseLocale: (locale: Locale) => void
}

const LocaleContext = createContext<Reading>({ locale: 'en', offered: LOCALES, chooseLocale: () => {} })

/** What everything below is read in. A change is remembered on this device and written on `<html lang>`. */
export function LocaleProvider({ start, offered = LOCALES, onChoice, children }: { start: Locale; offered?: readonly Locale[]; onChoice?: (locale: Locale) => void; children: ReactNode }) {
  const [locale, setLocale] = useState(start)
  useEffect(() => {
    document.documentElement.lang = htmlLang(locale)
  }, [locale])
  const reading = useMemo<Reading>(
    () => ({
      locale,
      offered,
      chooseLocale: (chosen) => {
        onChoice?.(chosen)
        setLocale(chosen)
        void remember('locale', chosen)
      },
    }),
    [locale, offered, onChoice],
  )
  return <LocaleContext value={reading}>{children}</LocaleContext>
}

export const useLocale = () => useContext(LocaleContext)

/** The words of a room in the reader's language; the nearest Suspense waits while they are fetched. */
export function useWords<W>(handle: WordsHandle<W>): W {
  const { locale } = useLocale()
  return use(handle.load(locale))
}

/** What `<html lang>` says for each language. */
export const htmlLang = (locale: Locale) => ({ en: 'en-CA', fr: 'fr-CA', zh: 'zh-Hans' })[locale]

/** The offered language that fits a tag such as "fr-CA", or null. */
export function localeOf(tag: string | null | undefined, offered: readonly Locale[] = LOCALES): Locale | null {
  const start = tag?.toLowerCase().split('-')[0]
  return offered.find((locale) => locale === start) ?? null
}
