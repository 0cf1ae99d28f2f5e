import { doorsOf } from '../../ui/api.ts'
import type { contract } from './contract.ts'
import type { Experience, Profile } from './rules.ts'

const ask = doorsOf<typeof contract>()

export const readMyProfile = () => ask('GET /supporters/me')
export const saveProfile = ({ displayName, cohort, site, languages, topics, about, experiences }: Profile) =>
  ask('PUT /supporters/me', { body: { displayName, cohort, site, languages: [...languages], topics: [...topics], about, experiences: [...experiences] as Experience[] } })
export const pause = () => ask('POST /supporters/me/pause')
export const resume = () => ask('DELETE /supporters/me/pause')
export const signAgreement = () => ask('POST /supporters/me/agreement')
export const readSupporters = () => ask('GET /supporters')
export const noteAgreement = (supporter: string, signedOn: string) => ask('PUT /supporters/:supporter/agreement', { params: { supporter }, body: { signedOn } })
