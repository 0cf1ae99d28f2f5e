import { useState } from 'react'
import { nameIn } from '../../programs/rules/names.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { forgetContact, takeBackContact } from '../client.ts'
import type { LogForm } from '../contract.ts'
import { isWaiting, type Entry } from '../rules/outbox.ts'
import { dayOfWeek } from '../rules/periods.ts'
import { durationName, formatName } from './labels.ts'
import { interactionWords } from './words.ts'

interface RecentProps {
  entries: readonly Entry[]
  facts: LogForm
  onEdit: (entry: Entry) => void
  onChanged: () => void
}

/** What this device logged and can still change. No other device, and no server, can show this list. */
export function RecentContacts({ entries, facts, onEdit, onChanged }: RecentProps) {
  const w = useWords(interactionWords)
  const [leaving, setLeaving] = useState<Entry | null>(null)
  async function takeBack(entry: Entry) {
    setLeaving(null)
    await takeBackContact(entry)
    onChanged()
  }
  async function dismiss(entry: Entry) {
    await forgetContact(entry)
    onChanged()
  }
  return (
    <Card title={w.recent_title} sub={entries.length ? w.recent_hint : w.recent_none}>
      {entries.length ? (
        <ul className="recent-contacts stack-tight">
          {entries.map((entry) => (
            <li key={entry.receipt} className="recent-contact">
              <RecentContact entry={entry} facts={facts} />
              <div className="row">
                <Button look="quiet" small onClick={() => onEdit(entry)}>{w.change}</Button>
                {entry.refused ? <Button look="quiet" small onClick={() => void dismiss(entry)}>{w.dismiss}</Button> : <Button look="quiet" small onClick={() => setLeaving(entry)}>{w.take_back}</Button>}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <Dialog open={leaving !== null} onClose={() => setLeaving(null)} title={w.take_back_title}>
        <p>{w.take_back_text}</p>
        <div className="ending">
          <Button look="quiet" onClick={() => setLeaving(null)}>{w.keep_it}</Button>
          <Button onClick={() => leaving && void takeBack(leaving)}>{w.take_back}</Button>
        </div>
      </Dialog>
    </Card>
  )
}

function RecentContact({ entry, facts }: { entry: Entry; facts: LogForm }) {
  const w = useWords(interactionWords)
  const { locale } = useLocale()
  const dates = useDates()
  const { record } = entry
  const topics = facts.topics.filter((topic) => record.topics.includes(topic.id)).map((topic) => nameIn(topic.names, locale))
  return (
    <div>
      <p>
        <strong>{formatName(w)[record.format]}</strong> · {durationName(w)[record.duration]} · {w.week_of(dates.plainDay(dayOfWeek(record.period, 1)))}
      </p>
      <p className="muted small">{topics.join(' · ')}</p>
      <Badge tone={entry.refused ? 'warm' : isWaiting(entry) ? 'plain' : 'ok'}>{entry.refused ? w.state_refused : isWaiting(entry) ? w.state_waiting : w.state_kept}</Badge>
      {entry.refused ? <p className="small">{entry.refused}</p> : null}
    </div>
  )
}
