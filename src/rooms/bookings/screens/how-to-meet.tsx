import { Badge } from '../../../ui/badge.tsx'
import { MapPin } from '../../../ui/icons.ts'
import type { Meeting } from '../contract.ts'
import { WayButton } from './way-button.tsx'
import { useBookingWords } from './words.ts'

/** The word and the place or link. Shown to the two of them alone. */
export function HowToMeet({ booking, name }: { booking: { meeting: Meeting; format: 'in-person' | 'phone' | 'video' }; name: string }) {
  const w = useBookingWords()
  const { word, place, way } = booking.meeting
  return (
    <div className="stack-tight how-to-meet">
      <p className="small muted">{w.meeting_word}</p>
      <p className="meeting-word"><Badge tone="warm">{word}</Badge></p>
      <p className="small muted">{booking.format === 'in-person' ? w.word_in_person(name) : w.word_remote(name)}</p>
      {place ? <p className="row"><MapPin /><strong>{place}</strong></p> : null}
      {way ? <WayButton way={way} /> : null}
      {!place && !way ? <p>{w.way_gone}</p> : null}
    </div>
  )
}
