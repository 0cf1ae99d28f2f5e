import { Card } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { Table } from '../../../ui/table.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { readCounts } from '../client.ts'
import { useBookingWords } from './words.ts'

/** For coordinators: how many meetings stand on each of the next fourteen days. Counts only; there is no door to one of them. */
export function BookingCounts() {
  const w = useBookingWords()
  const dates = useDates()
  const counts = useLoad(readCounts, [])
  const figure = (n: number | null) => (n === null ? w.fewer_than_five : String(n))
  return (
    <Card title={w.counts_title} sub={w.counts_sub}>
      <Loaded load={counts}>
        {({ days, waiting }) => (
          <div className="stack">
            {days.length ? <Table caption={w.counts_title} hideCaption columns={[{ header: w.day, rowHeader: true, cell: (d) => dates.plainDay(d.day) }, { header: w.booked_count, numeric: true, cell: (d) => figure(d.booked) }]} rows={days} rowKey={(d) => d.day} /> : <p>{w.counts_none}</p>}
            <p>{w.counts_waiting(figure(waiting))}</p>
          </div>
        )}
      </Loaded>
    </Card>
  )
}
