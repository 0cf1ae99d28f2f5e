import { dayIn } from './dates.ts'
import { programOnPage } from './program.tsx'

/** The program whose page this is: the first part of its address. */
export const slug = (): string => location.pathname.split('/')[1] ?? ''

/** Today in that program's zone, such as 2026-11-24. */
export const today = (): string => dayIn(programOnPage(document.documentElement).timeZone, Date.now())
