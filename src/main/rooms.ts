import type { OpenDoor } from '../platform/http/doors.ts'
import type { Pool } from '../platform/db/pool.ts'
import type { Job } from '../platform/jobs.ts'
import type { Notice } from '../platform/live/notices.ts'
import type { Services } from '../platform/services.ts'
import { accountJobs } from '../rooms/accounts/jobs.ts'
import { accountDoors } from '../rooms/accounts/routes.ts'
import { excuseSupporter, voidUnclaimed } from '../rooms/bookings/actions.ts'
import { jobs as bookingJobs } from '../rooms/bookings/jobs.ts'
import { bookingDoors } from '../rooms/bookings/routes.ts'
import { deliverFromElsewhere, MESSAGES, releasePerson } from '../rooms/conversations/actions.ts'
import { jobs as conversationJobs } from '../rooms/conversations/jobs.ts'
import { conversationDoors } from '../rooms/conversations/routes.ts'
import { jobs as enrolmentJobs } from '../rooms/enrolment/jobs.ts'
import { routes as enrolmentDoors } from '../rooms/enrolment/routes.ts'
import { routes as evaluationDoors } from '../rooms/evaluation/routes.ts'
import { routes as hourDoors } from '../rooms/hours/routes.ts'
import { routes as importDoors } from '../rooms/imports/routes.ts'
import { jobs as interactionJobs } from '../rooms/interactions/jobs.ts'
import { routes as interactionDoors } from '../rooms/interactions/routes.ts'
import { jobs as noticeJobs } from '../rooms/notices/jobs.ts'
import { routes as noticeDoors } from '../rooms/notices/routes.ts'
import { holding, linkAccount, type Excuse } from '../rooms/people/actions.ts'
import { peopleDoors } from '../rooms/people/routes.ts'
import { programDoors } from '../rooms/programs/routes.ts'
import { jobs as rosterJobs } from '../rooms/roster/jobs.ts'
import { rosterDoors } from '../rooms/roster/routes.ts'
import { unpackStudent } from '../rooms/students/actions.ts'
import { routes as retentionDoors } from '../rooms/retention/routes.ts'
import { studentDoors } from '../rooms/students/routes.ts'
import { shownNames } from '../rooms/supporters/actions.ts'
import { jobs as reportJobs } from '../rooms/reports/jobs.ts'
import { reportDoors } from '../rooms/reports/routes.ts'
import { jobs as requestJobs } from '../rooms/requests/jobs.ts'
import { requestDoors } from '../rooms/requests/routes.ts'
import { routes as supporterDoors } from '../rooms/supporters/routes.ts'
import { staffFacts } from './staff-facts.ts'

/** Somebody supports no more: whoever booked them is told, and whoever writes with them may ask somebody else in. */
const letGo: Excuse = async (tx, supporter, now) => {
  await excuseSupporter(tx, supporter, now)
  await releasePerson(tx, supporter)
}

/** Every door of the house, in the rooms' reading order. What a room needs from one below it is handed in here. */
export const doors: readonly OpenDoor[] = [
  ...programDoors({ coordinator: holding('coordinator'), staffFacts }),
  ...accountDoors(linkAccount),
  ...peopleDoors(letGo),
  ...rosterDoors(shownNames),
  ...supporterDoors,
  ...studentDoors(voidUnclaimed),
  ...enrolmentDoors,
  ...hourDoors,
  ...bookingDoors,
  ...conversationDoors,
  ...requestDoors,
  ...reportDoors,
  ...interactionDoors,
  ...importDoors,
  ...evaluationDoors,
  ...noticeDoors,
  ...retentionDoors,
]

/** Everything the house does unasked. */
export const jobs: readonly Job[] = [...accountJobs(unpackStudent), ...rosterJobs, ...enrolmentJobs, ...bookingJobs, ...conversationJobs, ...requestJobs, ...reportJobs, ...interactionJobs, ...noticeJobs]

/** What rooms do about what other instances tell them, by topic. */
export const heard: Readonly<Record<string, (parts: { pool: Pool; services: Services }, notice: Notice) => Promise<void>>> = { [MESSAGES]: deliverFromElsewhere }
