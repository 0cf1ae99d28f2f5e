import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { Day } from '../programs/rules/days.ts'
import type { Names } from '../programs/rules/names.ts'
import { ABOUT_LENGTH, DISPLAY_NAME_LENGTH, EXPERIENCE_LENGTH, MOST_EXPERIENCES, type Profile, type Requirement, type Standing } from './rules.ts'

export interface Choice {
  readonly id: string
  readonly names: Names
}
export interface Choices {
  readonly cohorts: readonly Choice[]
  readonly sites: readonly Choice[]
  readonly topics: readonly Choice[]
}
export interface OwnProfile {
  readonly profile: Profile
  /** Only to warn while typing that a display name gives the full name away. */
  readonly fullName: string
  readonly standing: Standing
  readonly missing: readonly Requirement[]
  readonly examines: readonly string[]
  readonly agreementSignedOn: Day | null
  readonly choices: Choices
}
export interface SupporterRow {
  readonly person: string
  readonly fullName: string
  readonly displayName: string | null
  readonly cohort: string | null
  readonly site: string | null
  readonly standing: Standing
  readonly missing: readonly Requirement[]
  readonly examines: readonly string[]
  readonly agreementSignedOn: Day | null
}

const uuid = z.uuid()
const profile = z.object({
  displayName: z.string().trim().max(DISPLAY_NAME_LENGTH),
  cohort: uuid.nullable(),
  site: uuid.nullable(),
  languages: z.array(z.string().max(12)).max(20),
  topics: z.array(uuid).max(40),
  about: z.string().trim().max(ABOUT_LENGTH),
  experiences: z.array(z.object({ wording: z.string().trim().max(EXPERIENCE_LENGTH), shown: z.boolean() })).max(MOST_EXPERIENCES),
})
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine((text) => !Number.isNaN(Date.parse(text)))

export const contract = {
  'GET /supporters/me': { answer: answers<OwnProfile>(), refusals: { 'not-found': 404 } },
  'PUT /supporters/me': {
    body: profile,
    answer: answers<OwnProfile>(),
    refusals: {
      'display-name-missing': 422, 'full-name-beside-experience': 422, 'contact-in-profile': 422, 'language-unknown': 422, 'choice-unknown': 422,
      'display-name-taken': 409, 'not-found': 404,
    },
  },
  'POST /supporters/me/pause': { answer: answers<OwnProfile>(), refusals: { 'not-found': 404 } },
  'DELETE /supporters/me/pause': { answer: answers<OwnProfile>(), refusals: { 'not-found': 404 } },
  'POST /supporters/me/agreement': { answer: answers<OwnProfile>(), refusals: { 'not-found': 404 } },
  'GET /supporters': { answer: answers<{ supporters: readonly SupporterRow[]; choices: Choices }>() },
  'PUT /supporters/:supporter/agreement': {
    params: z.object({ supporter: uuid }),
    body: z.object({ signedOn: day }),
    answer: answers<{ signedOn: Day }>(),
    refusals: { 'day-in-future': 422, 'not-found': 404 },
  },
} satisfies Contract
