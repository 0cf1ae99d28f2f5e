import { anyone, doors, type OpenDoor } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { bookingStudent, returningStudent, studentOrGuest } from '../students/actions.ts'
import { agreeToCover, bookSlot, cancelBooking, moveBooking, resealNote } from './actions/booking.ts'
import { apologise, askForCover, keepBooking, listCovers, listDuty, noteOutcome, seeBookings, takeCover, takeOutcomeBack } from './actions/duty.ts'
import { listSlots, listWho, openWays, sayComing } from './actions/listing.ts'
import { listMine, noteKeyOf, stopWaiting, waitForTime } from './actions/my-bookings.ts'
import { countBookings } from './actions/upkeep.ts'
import { contract } from './contract.ts'

const supporter = holding('supporter')

export const bookingDoors: OpenDoor[] = doors(contract, {
  'GET /listed-supporters': { who: studentOrGuest, then: async (visit) => ({ supporters: await listWho(visit.db, visit.now, visit.proof !== 'guest') }) },
  'GET /slots': { who: studentOrGuest, then: (visit) => listSlots(visit.db, visit.now) },
  'POST /drop-ins/arrivals': { who: anyone, then: (visit) => sayComing(visit.db, visit.body, visit.now) },

  'GET /drop-ins/ways': { who: bookingStudent, then: async (visit) => ({ ways: await openWays(visit.db, visit.now) }) },

  'GET /note-keys/:supporter': { who: returningStudent, then: (visit) => noteKeyOf(visit, visit.params.supporter) },
  'POST /bookings': { who: bookingStudent, then: (visit) => bookSlot(visit, visit.proof.account, visit.body) },
  'GET /bookings/mine': { who: returningStudent, then: (visit) => listMine(visit, visit.proof.account) },
  'POST /bookings/:booking/cancellation': { who: returningStudent, then: (visit) => cancelBooking(visit, visit.proof.account, visit.params.booking) },
  'POST /bookings/:booking/move': { who: returningStudent, then: (visit) => moveBooking(visit, visit.proof.account, visit.params.booking, visit.body) },
  'PUT /bookings/:booking/note': { who: returningStudent, then: (visit) => resealNote(visit, visit.proof.account, visit.params.booking, visit.body.note) },
  'POST /bookings/:booking/agreement': { who: returningStudent, then: (visit) => agreeToCover(visit, visit.proof.account, visit.params.booking) },
  'PUT /waiting': { who: bookingStudent, then: (visit) => waitForTime(visit, visit.proof.account, visit.body) },
  'DELETE /waiting': { who: returningStudent, then: (visit) => stopWaiting(visit, visit.proof.account) },

  'GET /duty/bookings': { who: supporter, then: (visit) => listDuty(visit, visit.proof.person, visit.query) },
  'POST /duty/sightings': { who: supporter, then: (visit) => seeBookings(visit, visit.proof.person, visit.body.bookings) },
  'POST /duty/bookings/:booking/outcome': { who: supporter, then: (visit) => noteOutcome(visit, visit.proof.person, visit.params.booking, visit.body.outcome) },
  'DELETE /duty/bookings/:booking/outcome': { who: supporter, then: (visit) => takeOutcomeBack(visit, visit.proof.person, visit.params.booking) },
  'POST /duty/bookings/:booking/apology': { who: supporter, then: (visit) => apologise(visit, visit.proof.person, visit.params.booking, visit.body.reason) },
  'POST /duty/bookings/:booking/cover-request': { who: supporter, then: (visit) => askForCover(visit, visit.proof.person, visit.params.booking) },
  'DELETE /duty/bookings/:booking/cover-request': { who: supporter, then: (visit) => keepBooking(visit, visit.proof.person, visit.params.booking) },
  'GET /duty/covers': { who: supporter, then: (visit) => listCovers(visit, visit.proof.person) },
  'POST /duty/covers/:booking': { who: supporter, then: (visit) => takeCover(visit, visit.proof.person, visit.params.booking, visit.body.id) },

  'GET /bookings/counts': { who: holding('coordinator'), then: countBookings },
})
