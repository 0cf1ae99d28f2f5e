import { MyTimes } from '../../rooms/bookings/screens/mine.tsx'
import { ProofOffer } from '../../rooms/enrolment/screens/proof-offer.tsx'
import { RestNote } from '../../rooms/reports/screens/standing.tsx'

/** A student's times, with what other rooms have to say above and below them. */
export const MyTimesPage = () => (
  <div className="stack">
    <div className="column"><RestNote /></div>
    <MyTimes />
    <div className="column"><ProofOffer /></div>
  </div>
)
