import { useDates } from '../../../ui/program.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { listOffers } from '../../bookings/client.ts'
import type { ThreadView } from '../rules/talk.ts'
import { useTalkWords } from './words.ts'

/** When this will be read, as far as anybody can say it: never "soon", and never more than the planned hours tell. */
export function ReadingTime({ view, name }: { view: ThreadView; name: string }) {
  return view.side === 'student' ? <SupporterReads person={view.person} name={name} /> : <StudentReads />
}

function StudentReads() {
  const w = useTalkWords()
  return <p>{w.reads_student}</p>
}

function SupporterReads({ person, name }: { person: string | null; name: string }) {
  const w = useTalkWords()
  const dates = useDates()
  const offers = useLoad(listOffers, [])
  const now = Date.now()
  if (offers.state !== 'here') return <p>{w.not_watched}</p>
  const spans = [...offers.data.dropIns, ...offers.data.slots].filter(({ supporter, endsAt }) => supporter === person && endsAt > now).toSorted((a, b) => a.startsAt - b.startsAt)
  const [next] = spans
  if (!next) return <p>{w.reads_unknown(name)} {w.not_watched}</p>
  if (next.startsAt <= now) return <p>{w.reads_now(name, dates.time(next.endsAt))}</p>
  return <p>{w.reads_next(name, dates.soon(next.startsAt, now))} {w.not_watched}</p>
}
