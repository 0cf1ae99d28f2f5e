import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { listCovers, takeCover } from '../client.ts'
import { formatName } from './format-name.ts'
import { useBookingWords } from './words.ts'

/** Times of others for which a stand-in is looked for: a time and a format, nothing else. */
export function CoversWanted({ onTaken }: { onTaken: () => void }) {
  const w = useBookingWords()
  const dates = useDates()
  const covers = useLoad(listCovers, [])
  const { send, sent, busy } = useSend((booking: string) => takeCover(booking, crypto.randomUUID()))
  const said = <SentBanner sent={sent} />
  // Somebody else was faster with the last one: the reason stays.
  if (covers.state !== 'here' || covers.data.length === 0) return said
  const take = async (booking: string) => {
    await send(booking)
    covers.reload()
    onTaken()
  }
  return (
    <Card title={w.covers_title} sub={w.covers_sub}>
      {said}
      <ul className="stack-tight slot-list">
        {covers.data.map((cover) => (
          <li key={cover.id} className="row-apart">
            <span>{dates.dayTime(cover.startsAt)} · {formatName(w, cover.format)}</span>
            <Button small look="quiet" busy={busy} onClick={() => void take(cover.id)}>{w.take_cover}</Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
