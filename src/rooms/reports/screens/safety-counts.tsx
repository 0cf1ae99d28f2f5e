import { Card } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { safetyCounts } from '../client.ts'
import { reportWords } from './words.ts'

/** What a coordinator learns of reports and rests: how many, from five on. */
export function SafetyCounts() {
  const w = useWords(reportWords)
  const load = useLoad(safetyCounts, [])
  return (
    <Card title={w.counts_title} sub={w.counts_sub}>
      <Loaded load={load} lines={2}>
        {({ reports, accounts }) => (
          <ul className="stack-tight">
            <li className="row-apart"><span>{w.counts_reports}</span><strong>{reports ?? w.counts_few}</strong></li>
            <li className="row-apart"><span>{w.counts_accounts}</span><strong>{accounts ?? w.counts_few}</strong></li>
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
