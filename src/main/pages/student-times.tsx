import { MyTimes } from '../../rooms/bookings/screens/mine.tsx'
import { ProofOffer } from '../../rooms/enrolment/screens/proof-offer.tsx'
import { TimeHasCome } from '../../rooms/enrolment/screens/time-has-come.tsx'
import { RestNote } from '../../rooms/reports/screens/standing.tsx'

/** A student's times, with what other rooms have to say above and below them. */
export const MyTimesPage = () => (
  <div className="stack">
    <div className="column stack"><RestNote /><TimeHasCome /></div>
    <MyTimes />
    <div className="column"><ProofOffer /></div>
  </div>
)
