import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { finishImport } from '../client.ts'
import type { Desk } from '../contract.ts'
import { importWords } from './words.ts'

/** Until somebody presses it, keyed hashes of rows are kept; afterwards nothing tells what was in the files. */
export function FinishCard({ remembered, onFinished }: { remembered: Desk['remembered']; onFinished: () => void }) {
  const w = useWords(importWords)
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const { send, sent, busy } = useSend(finishImport)
  const rows = remembered.supporters + remembered.hours + remembered.interactions
  const finish = async () => {
    const answer = await send()
    setAsking(false)
    if (!answer) return
    toast(w.finish_done(answer.forgotten))
    onFinished()
  }
  return (
    <Card title={w.finish_title}>
      <div className="stack">
        <p>{w.finish_text}</p>
        <p className="muted">{rows > 0 ? w.finish_remembered(rows) : w.finish_nothing}</p>
        <SentBanner sent={sent} />
        {rows > 0 ? <div className="row"><Button look="quiet" onClick={() => setAsking(true)}>{w.finish_button}</Button></div> : null}
      </div>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.finish_title}>
        <div className="stack">
          <p>{w.finish_sure}</p>
          <div className="ending">
            <Button look="quiet" onClick={() => setAsking(false)}>{w.cancel}</Button>
            <Button busy={busy} onClick={finish}>{w.finish_button}</Button>
          </div>
        </div>
      </Dialog>
    </Card>
  )
}
