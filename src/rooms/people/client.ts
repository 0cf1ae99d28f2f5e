import type { Sent } from '../../platform/contract.ts'
import { doorsOf } from '../../ui/api.ts'
import type { contract } from './contract.ts'
import type { Role } from './rules.ts'

const ask = doorsOf<typeof contract>()
type Body<K extends keyof typeof contract> = Sent<(typeof contract)[K]> extends { body: infer B } ? B : never

export const readMyStanding = () => ask('GET /me')
export const attest = (answers: Body<'PUT /me/assessor-answers'>['answers']) => ask('PUT /me/assessor-answers', { body: { answers } })

export const readPeople = () => ask('GET /people')
export type PersonInput = Body<'POST /people'>
export const addPerson = (body: PersonInput) => ask('POST /people', { body })
export const editPerson = (person: string, body: Body<'PUT /people/:person'>) => ask('PUT /people/:person', { params: { person }, body })
export const grantRole = (person: string, role: Role, cohorts: string[] | null) => ask('PUT /people/:person/roles/:role', { params: { person, role }, body: { cohorts } })
export const endRole = (person: string, role: Role) => ask('DELETE /people/:person/roles/:role', { params: { person, role } })
export const invite = (person: string) => ask('POST /people/:person/invitation', { params: { person } })
export const withdrawInvitation = (person: string) => ask('DELETE /people/:person/invitation', { params: { person } })
export const inviteMany = (people: string[]) => ask('POST /invitation-sheet', { body: { people } })
export const recordDeparture = (person: string) => ask('POST /people/:person/departure', { params: { person } })
export const recordReturn = (person: string) => ask('DELETE /people/:person/departure', { params: { person } })

export const readOnCall = () => ask('GET /emergency-hours')
export const saveOnCall = (spans: Body<'PUT /emergency-hours'>['spans']) => ask('PUT /emergency-hours', { body: { spans } })
