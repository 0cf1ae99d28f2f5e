import { defineWords } from '../../../ui/words.tsx'
import type { RosterRole } from '../rules.ts'

export const rosterWords = defineWords({
  en: () => import('../words/en.ts'),
  fr: () => import('../words/fr.ts'),
  zh: () => import('../words/zh.ts'),
})

export type RosterWords = typeof import('../words/en.ts').words

export const roleIn = (w: RosterWords, role: string): string =>
  ({
    supporter: w.role_supporter, facilitator: w.role_facilitator, 'on-call': w.role_on_call, 'safety-contact': w.role_safety_contact,
    'faculty-advisor': w.role_faculty_advisor, psychologist: w.role_psychologist,
  } satisfies Record<RosterRole, string>)[role as RosterRole]
