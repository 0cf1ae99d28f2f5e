import { doorsOf } from '../../ui/api.ts'
import type { contract, ExtraInput, HoursInput } from './contract.ts'
import type { Need } from './rules/needs.ts'

const ask = doorsOf<typeof contract>()

export const readMyHours = () => ask('GET /hours/mine')
export const keepWeek = (stamp: string, hours: HoursInput[]) => ask('PUT /hours/mine', { body: { stamp, hours } })
export const takeOff = (hours: string, day: string) => ask('PUT /hours/mine/:hours/off/:day', { params: { hours, day } })
export const giveBack = (hours: string, day: string) => ask('DELETE /hours/mine/:hours/off/:day', { params: { hours, day } })
export const addExtra = (input: ExtraInput) => ask('POST /hours/mine/extra', { body: input })
export const dropExtra = (extra: string) => ask('DELETE /hours/mine/extra/:extra', { params: { extra } })
export const keepWays = (ways: { phone: string | null; video: string | null }) => ask('PUT /hours/mine/ways', { body: ways })
export const addPlace = (place: { name: string; directions: string }) => ask('POST /hours/places', { body: place })
export const changePlace = (id: string, place: { name: string; directions: string }) => ask('PUT /hours/places/:place', { params: { place: id }, body: place })
export const dropPlace = (id: string) => ask('DELETE /hours/places/:place', { params: { place: id } })
export const readCoverage = (week?: string) => ask('GET /hours/coverage', { query: { week } })
export const keepNeeds = (needs: Need[]) => ask('PUT /hours/needs', { body: { needs } })
export const readPlan = () => ask('GET /hours/plan')
export const addDays = (days: { kind: 'exams' | 'holiday'; name: string; firstDay: string; lastDay: string; closed: boolean }) => ask('POST /hours/days', { body: days })
export const dropDays = (days: string) => ask('DELETE /hours/days/:days', { params: { days } })
