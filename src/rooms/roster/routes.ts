import { anyone, doors, type OpenDoor } from '../../platform/http/doors.ts'
import { colleague, holding } from '../people/actions.ts'
import { keysDesk } from './actions/desk.ts'
import { proposeList, shownKeys, signList, withdrawList } from './actions/lists.ts'
import { beginRootAgain, offerRootKey, signRoot } from './actions/roots.ts'
import { keepEntries, myEntries, proposeRoster, shownRoster, signRoster, withdrawRoster } from './actions/rosters.ts'
import type { ShownNames } from './actions/standing.ts'
import { contract } from './contract.ts'
import { KEY_HOLDERS } from './rules.ts'

const holder = holding(...KEY_HOLDERS)

/** `shownNames` belongs to the supporters room, which stands below this one: main hands it in. */
export const rosterDoors = (shownNames: ShownNames): OpenDoor[] => doors(contract, {
  'GET /keys': { who: anyone, then: (visit) => shownKeys(visit.db, visit.program.slug, visit.query.since) },
  'GET /roster': { who: anyone, then: (visit) => shownRoster(visit.db, visit.program.slug) },
  'GET /program-keys': { who: holder, then: (visit) => keysDesk(visit, shownNames) },
  'PUT /program-keys/offers/:seat': { who: holder, then: (visit) => offerRootKey(visit, visit.params.seat, visit.body.key) },
  'DELETE /program-keys/offers': { who: holder, then: beginRootAgain },
  'POST /program-keys/root-signatures': { who: holder, then: (visit) => signRoot(visit, visit.body) },
  'POST /program-keys/lists': { who: holder, then: (visit) => proposeList(visit, visit.body) },
  'POST /program-keys/lists/:version/signatures': { who: holder, then: (visit) => signList(visit, visit.params.version, visit.body) },
  'DELETE /program-keys/lists/:version': { who: holder, then: (visit) => withdrawList(visit, visit.params.version) },
  'POST /program-keys/rosters': { who: holder, then: (visit) => proposeRoster(visit, visit.body, shownNames) },
  'POST /program-keys/rosters/:version/signatures': { who: holder, then: (visit) => signRoster(visit, visit.params.version, visit.body) },
  'DELETE /program-keys/rosters/:version': { who: holder, then: (visit) => withdrawRoster(visit, visit.params.version) },
  'GET /me/roster-entry': { who: colleague, then: (visit) => myEntries(visit, shownNames) },
  'PUT /me/roster-entry': { who: colleague, then: (visit) => keepEntries(visit, visit.body.entries, shownNames) },
})
