import { defineWords } from '../../../ui/words.tsx'
import type { GrantRefusal, Role } from '../rules.ts'

export const peopleWords = defineWords({
  en: () => import('../words/en.ts'),
  fr: () => import('../words/fr.ts'),
  zh: () => import('../words/zh.ts'),
})

type RoleWord = 'role_coordinator' | 'role_supporter' | 'role_facilitator' | 'role_faculty_advisor' | 'role_psychologist' | 'role_on_call' | 'role_safety_contact' | 'role_evaluator'

export const roleName = (w: Readonly<Record<RoleWord, string>>, role: Role): string =>
  ({
    coordinator: w.role_coordinator, supporter: w.role_supporter, facilitator: w.role_facilitator, 'faculty-advisor': w.role_faculty_advisor,
    psychologist: w.role_psychologist, 'on-call': w.role_on_call, 'safety-contact': w.role_safety_contact, evaluator: w.role_evaluator,
  })[role]

type RefusalWord = 'state_refused_assesses' | 'state_refused_unanswered' | 'state_refused_coordinates' | 'state_refused_suspended'

/** Why a role that is held is not in force. */
export const refusalSentence = (w: Readonly<Record<RefusalWord, (role: string) => string>>, refusal: GrantRefusal, role: string): string =>
  ({
    'assesses-cohort': w.state_refused_assesses, 'assessor-unanswered': w.state_refused_unanswered,
    'also-coordinates': w.state_refused_coordinates, suspended: w.state_refused_suspended,
  })[refusal](role)
