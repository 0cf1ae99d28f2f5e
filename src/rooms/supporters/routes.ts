import { dayIn } from '../../platform/clock.ts'
import { doors, type Knock } from '../../platform/http/doors.ts'
import { holding, type Staff } from '../people/actions.ts'
import { allSupporters, noteAgreement, ownProfile, pauseSupporting, resumeSupporting, saveProfile, signAgreement, type Who } from './actions/profile.ts'
import { contract } from './contract.ts'

const supporter = holding('supporter')
const coordinator = holding('coordinator')

const today = ({ program, now }: Pick<Knock, 'program' | 'now'>): string => dayIn(program.timeZone, now)
const self = (visit: Pick<Knock, 'program' | 'now'> & { proof: Staff }): Who => ({ person: visit.proof.person, today: today(visit) })

export const routes = doors(contract, {
  'GET /supporters/me': { who: supporter, then: (visit) => ownProfile(visit.db, self(visit)) },
  'PUT /supporters/me': { who: supporter, then: (visit) => saveProfile(visit.db, self(visit), visit.body) },
  'POST /supporters/me/pause': { who: supporter, then: (visit) => pauseSupporting(visit.db, self(visit)) },
  'DELETE /supporters/me/pause': { who: supporter, then: (visit) => resumeSupporting(visit.db, self(visit)) },
  'POST /supporters/me/agreement': { who: supporter, then: (visit) => signAgreement(visit.db, self(visit)) },
  'GET /supporters': { who: coordinator, then: (visit) => allSupporters(visit.db, today(visit)) },
  'PUT /supporters/:supporter/agreement': {
    who: coordinator,
    then: (visit) => noteAgreement(visit.db, { person: visit.params.supporter, today: today(visit) }, visit.body.signedOn),
  },
})
