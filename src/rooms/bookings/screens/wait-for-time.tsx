import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Bell } from '../../../ui/icons.ts'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useSession } from '../../accounts/client.ts'
import { waitForTime } from '../client.ts'
import type { Wanted } from './matching.ts'
import { useBookingWords } from './words.ts'

/** "Come back later": a request without a word of why. The first screen says when something has opened. */
export function WaitForTime({ wanted }: { wanted: Wanted }) {
  const w = useBookingWords()
  const dates = useDates()
  const { at } = useSession()
  const [id] = useState(() => crypto.randomUUID())
  const { send, sent, busy } = useSend(waitForTime)
  if (at !== 'open') return null
  if (sent.state === 'done') return <Banner tone="ok">{w.waiting_until(dates.day(sent.answer.endsAt))}</Banner>
  return (
    <Card title={w.nothing_fits} sub={w.wait_hint}>
      <div className="stack-tight">
        <SentBanner sent={sent} />
        <Button look="quiet" icon={Bell} busy={busy} onClick={() => void send(id, wanted.language, wanted.topic)}>{w.wait}</Button>
      </div>
    </Card>
  )
}
