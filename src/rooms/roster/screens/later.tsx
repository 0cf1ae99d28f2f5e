import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { useWords } from '../../../ui/words.tsx'
import { KeysStepCard } from './keys-step.tsx'
import type { StepProps } from './desk-steps.ts'
import { Propose } from './list-step.tsx'
import { rosterWords } from './words.ts'

/** What comes once a year, or when somebody leaves or loses a key. Only where nothing else waits. */
export function Later({ desk, changed }: StepProps) {
  const w = useWords(rosterWords)
  const [open, setOpen] = useState<'renew' | 'replace' | null>(null)
  if (!desk.root || desk.forming || desk.pendingList || desk.offers.length) return null
  const anew = { ...desk, root: desk.root, offers: [], makers: [] }
  return (
    <Card title={w.later_title} sub={w.later_sub}>
      <div className="stack">
        {open === 'renew' ? <Propose desk={desk} changed={changed} /> : null}
        {open === 'replace' ? <KeysStepCard desk={{ ...anew, root: null }} changed={changed} /> : null}
        {open === null ? (
          <div className="ending">
            <Button look="quiet" onClick={() => setOpen('renew')}>{w.later_renew}</Button>
            <Button look="quiet" onClick={() => setOpen('replace')}>{desk.rescuePermitted ? w.later_rescue : w.later_replace}</Button>
          </div>
        ) : <div><Button look="link" onClick={() => setOpen(null)}>{w.back}</Button></div>}
      </div>
    </Card>
  )
}
