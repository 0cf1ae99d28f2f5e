import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { Day } from '../programs/rules/days.ts'
import type { Names } from '../programs/rules/names.ts'
import { ROLES, type Grant, type GrantStanding } from './rules.ts'

const uuid = z.uuid()
const role = z.enum(ROLES)
const cohorts = z.array(uuid).min(1).max(60).nullable()
const person = z.object({ person: uuid })
const fullName = z.string().trim().min(1).max(120)
const contactEmail = z.email().max(200).nullable()
const contactPhone = z.string().trim().regex(/^\+?[\d\s().-]{3,24}$/).nullable()

export interface Cohort {
  readonly id: string
  readonly names: Names
}

export interface MyStanding {
  readonly person: string
  readonly fullName: string
  readonly roles: readonly GrantStanding[]
  readonly cohorts: readonly Cohort[]
  /** What I answered for this academic year. */
  readonly answers: readonly { readonly cohort: string; readonly assesses: boolean }[]
  readonly unanswered: readonly string[]
  readonly mustAttest: boolean
  /** 2026 stands for 2026-27. */
  readonly academicYear: number
  readonly waysBack: number
  readonly waysBackNeeded: number
}

export interface ListedPerson {
  readonly id: string
  readonly fullName: string
  readonly contactEmail: string | null
  readonly contactPhone: string | null
  readonly joinedOn: Day
  readonly leftOn: Day | null
  readonly roles: readonly GrantStanding[]
  /** Signed in once, so an account is linked. */
  readonly hasAccount: boolean
  readonly hasTwoWaysBack: boolean
  readonly invitedUntil: Day | null
  /** Cohorts not yet answered for this academic year; empty for who need not answer. */
  readonly unanswered: readonly string[]
  readonly examines: readonly string[]
}

/** Shown once; the server keeps a hash. */
export interface Invited {
  readonly person: string
  readonly fullName: string
  readonly link: string
  readonly expiresOn: Day
}

export interface OnCallSheet {
  readonly spans: readonly { readonly person: string; readonly fullName: string; readonly weekday: number; readonly startsHour: number; readonly endsHour: number }[]
  /** Who may be put on the roster: the role is held and nothing refuses it. */
  readonly candidates: readonly { readonly id: string; readonly fullName: string }[]
  /** Hours of the week, 0-167, at which nobody of the roster answers. */
  readonly hoursWithoutOnCall: readonly number[]
}

const hour = z.int().min(0).max(24)
const span = z.object({ person: uuid, weekday: z.int().min(1).max(7), startsHour: hour, endsHour: hour }).refine((s) => s.startsHour < s.endsHour)
const lost = { 'not-found': 404 } as const

export const contract = {
  'GET /me': { answer: answers<MyStanding>() },
  'PUT /me/assessor-answers': {
    body: z.object({ answers: z.array(z.object({ cohort: uuid, assesses: z.boolean() })).max(60) }),
    answer: answers<MyStanding>(), refusals: { 'cohorts-changed': 409 },
  },
  'GET /people': { answer: answers<{ people: readonly ListedPerson[]; cohorts: readonly Cohort[]; me: string }>() },
  'POST /people': {
    body: z.object({ fullName, contactEmail, contactPhone, grants: z.array(z.object({ role, cohorts })).min(1).max(8) }),
    answer: answers<Invited>(), refusals: { 'email-taken': 409, 'cohort-unknown': 409, 'safety-not-coordinator': 409 },
  },
  'PUT /people/:person': { params: person, body: z.object({ fullName, contactEmail, contactPhone }), answer: answers<{ saved: true }>(), refusals: { ...lost, 'email-taken': 409 } },
  'PUT /people/:person/roles/:role': {
    params: z.object({ person: uuid, role }), body: z.object({ cohorts }),
    answer: answers<{ granted: Grant }>(), refusals: { ...lost, 'assesses-cohort': 409, 'has-left': 409, 'cohort-unknown': 409, 'safety-not-coordinator': 409 },
  },
  'DELETE /people/:person/roles/:role': { params: z.object({ person: uuid, role }), answer: answers<{ ended: true }>(), refusals: { ...lost, 'last-coordinator': 409 } },
  'POST /people/:person/invitation': { params: person, answer: answers<Invited>(), refusals: { ...lost, 'not-yourself': 409, 'has-left': 409 } },
  'DELETE /people/:person/invitation': { params: person, answer: answers<{ withdrawn: true }>() },
  'POST /invitation-sheet': { body: z.object({ people: z.array(uuid).min(1).max(300) }), answer: answers<{ invitations: readonly Invited[] }>(), refusals: { ...lost, 'not-yourself': 409, 'has-left': 409 } },
  'POST /people/:person/departure': { params: person, answer: answers<{ left: Day }>(), refusals: { ...lost, 'last-coordinator': 409, 'has-left': 409 } },
  'DELETE /people/:person/departure': { params: person, answer: answers<{ back: true }>(), refusals: lost },
  'GET /emergency-hours': { answer: answers<OnCallSheet>() },
  'PUT /emergency-hours': { body: z.object({ spans: z.array(span).max(400) }), answer: answers<OnCallSheet>(), refusals: { 'not-on-call': 409 } },
} satisfies Contract
