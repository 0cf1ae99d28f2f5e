import { Switch } from '../../../ui/choices.tsx'
import { Card } from '../../../ui/card.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { pause, resume } from '../client.ts'
import type { OwnProfile } from '../contract.ts'
import { supporterWords } from './words.ts'

/** Pausing takes one tap and asks for no reason; so does coming back. */
export function PauseSwitch({ paused, meetings, changed }: { paused: boolean; meetings: number; changed: (mine: OwnProfile) => void }) {
  const w = useWords(supporterWords)
  const toast = useToast()
  const { send, sent, busy } = useSend(async (on: boolean) => (on ? pause() : resume()))
  const press = async (on: boolean) => {
    const mine = await send(on)
    if (!mine) return
    toast(on ? w.paused_now : w.resumed_now)
    changed(mine)
  }
  return (
    <Card title={w.pause_title}>
      <div className="stack-tight">
        <Switch label={w.pause_switch} hint={paused ? w.pause_on : w.pause_hint} checked={paused} disabled={busy} onValue={(on) => void press(on)} />
        {meetings > 0 ? <p className="small muted">{w.pause_bookings(meetings)}</p> : null}
        <SentBanner sent={sent} />
      </div>
    </Card>
  )
}
