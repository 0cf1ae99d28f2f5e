import { createContext, useContext, type ReactNode } from 'react'
import { datesFor, type Dates } from './dates.ts'
import { useLocale } from './words.tsx'
import { LOCALES, type Locale } from './same-words.ts'

/** What a page knows about the program it belongs to, from the first byte on: written by the server on `<html data-...>`. */
export interface ProgramFacts {
  slug: string
  /** The neutral name: on the screen, in the title, on the home screen of a phone. */
  publicName: string
  timeZone: string
  locales: readonly Locale[]
  /** Where quick exit goes. */
  exitTo: string
  /** Everything here is invented, and the page says so. */
  demonstration: boolean
  /** Where enrolment is proven, or null where the program has no issuer. */
  issuer: string | null
}

const ProgramContext = createContext<ProgramFacts | null>(null)

export const ProgramProvider = ({ program, children }: { program: ProgramFacts; children: ReactNode }) => <ProgramContext value={program}>{children}</ProgramContext>

export function useProgram(): ProgramFacts {
  const program = useContext(ProgramContext)
  if (!program) throw new Error('useProgram needs a ProgramProvider above it')
  return program
}

/** Dates in the reader's language and the program's time zone. */
export const useDates = (): Dates => datesFor(useLocale().locale, useProgram().timeZone)

/** Reads the facts that the server wrote on the page's root element. */
export function programOnPage(root: HTMLElement): ProgramFacts {
  const { slug = '', name = '', zone = 'UTC', locales = '', exit = 'https://www.wikipedia.org/', demo = '', issuer = '' } = root.dataset
  const offered = LOCALES.filter((locale) => locales.split(' ').includes(locale))
  return { slug, publicName: name, timeZone: zone, locales: offered.length ? offered : LOCALES, exitTo: exit, demonstration: demo === 'yes', issuer: issuer || null }
}
