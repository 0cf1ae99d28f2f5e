import { doors } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { addExtraHours, dropExtraHours, giveHoursBack, keepWays, keepWeek, myHours, takeHoursOff } from './actions/own-hours.ts'
import { coverageOf, keepDays, keepNeeds, keepPlace, planOf, removeDays, removePlace, renamePlace } from './actions/program-hours.ts'
import { contract } from './contract.ts'

const supporter = holding('supporter')
const coordinator = holding('coordinator')

export const routes = doors(contract, {
  'GET /hours/mine': { who: supporter, then: ({ db, proof, now }) => myHours(db, { person: proof.person, now }) },
  'PUT /hours/mine': { who: supporter, then: ({ db, proof, now, body }) => keepWeek(db, { person: proof.person, now }, body) },
  'PUT /hours/mine/:hours/off/:day': { who: supporter, then: ({ db, proof, now, params }) => takeHoursOff(db, { person: proof.person, now }, params) },
  'DELETE /hours/mine/:hours/off/:day': { who: supporter, then: ({ db, proof, now, params }) => giveHoursBack(db, { person: proof.person, now }, params) },
  'POST /hours/mine/extra': { who: supporter, then: ({ db, proof, now, body }) => addExtraHours(db, { person: proof.person, now }, body) },
  'DELETE /hours/mine/extra/:extra': { who: supporter, then: ({ db, proof, now, params }) => dropExtraHours(db, { person: proof.person, now }, params.extra) },
  'PUT /hours/mine/ways': { who: supporter, then: ({ db, proof, now, body }) => keepWays(db, { person: proof.person, now }, body) },
  'POST /hours/places': { who: holding('supporter', 'coordinator'), then: ({ db, body }) => keepPlace(db, body) },
  'PUT /hours/places/:place': { who: coordinator, then: ({ db, params, body }) => renamePlace(db, params.place, body) },
  'DELETE /hours/places/:place': { who: coordinator, then: ({ db, params }) => removePlace(db, params.place) },
  'GET /hours/coverage': { who: coordinator, then: ({ db, query, now }) => coverageOf(db, { week: query.week, now }) },
  'PUT /hours/needs': { who: coordinator, then: ({ db, body }) => keepNeeds(db, body.needs) },
  'GET /hours/plan': { who: coordinator, then: ({ db, now }) => planOf(db, now) },
  'POST /hours/days': { who: coordinator, then: ({ db, body }) => keepDays(db, body) },
  'DELETE /hours/days/:days': { who: coordinator, then: ({ db, params }) => removeDays(db, params.days) },
})
