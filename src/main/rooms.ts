import type { OpenDoor } from '../platform/http/doors.ts'
import type { Job } from '../platform/jobs.ts'
import { accountJobs } from '../rooms/accounts/jobs.ts'
import { accountDoors } from '../rooms/accounts/routes.ts'
import { excuseSupporter, voidUnclaimed } from '../rooms/bookings/actions.ts'
import { jobs as bookingJobs } from '../rooms/bookings/jobs.ts'
import { bookingDoors } from '../rooms/bookings/routes.ts'
import { routes as evaluationDoors } from '../rooms/evaluation/routes.ts'
import { routes as hourDoors } from '../rooms/hours/routes.ts'
import { routes as importDoors } from '../rooms/imports/routes.ts'
import { jobs as interactionJobs } from '../rooms/interactions/jobs.ts'
import { routes as interactionDoors } from '../rooms/interactions/routes.ts'
import { jobs as noticeJobs } from '../rooms/notices/jobs.ts'
import { routes as noticeDoors } from '../rooms/notices/routes.ts'
import { holding, linkAccount } from '../rooms/people/actions.ts'
import { peopleDoors } from '../rooms/people/routes.ts'
import { programDoors } from '../rooms/programs/routes.ts'
import { jobs as rosterJobs } from '../rooms/roster/jobs.ts'
import { rosterDoors } from '../rooms/roster/routes.ts'
import { unpackStudent } from '../rooms/students/actions.ts'
import { studentDoors } from '../rooms/students/routes.ts'
import { shownNames } from '../rooms/supporters/actions.ts'
import { routes as supporterDoors } from '../rooms/supporters/routes.ts'
import { staffFacts } from './staff-facts.ts'

/** Every door of the house, in the rooms' reading order. What a room needs from one below it is handed in here. */
export const doors: readonly OpenDoor[] = [
  ...programDoors({ coordinator: holding('coordinator'), staffFacts }),
  ...accountDoors(linkAccount),
  ...peopleDoors(excuseSupporter),
  ...rosterDoors(shownNames),
  ...supporterDoors,
  ...studentDoors(voidUnclaimed),
  ...hourDoors,
  ...bookingDoors,
  ...interactionDoors,
  ...importDoors,
  ...evaluationDoors,
  ...noticeDoors,
]

/** Everything the house does unasked. */
export const jobs: readonly Job[] = [...accountJobs(unpackStudent), ...rosterJobs, ...bookingJobs, ...interactionJobs, ...noticeJobs]
