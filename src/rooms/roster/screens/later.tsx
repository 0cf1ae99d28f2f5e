import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { useWords } from '../../../ui/words.tsx'
import type { StepProps } from './desk-steps.ts'
import { Propose } from './list-step.tsx'
import { rosterWords } from './words.ts'

/** What comes once a year, or when somebody leaves or loses a key. Only where nothing else waits. */
export function Later({ desk, changed, onReplace }: StepProps & { onReplace: () => void }) {
  const w = useWords(rosterWords)
  const [renewing, setRenewing] = useState(false)
  return (
    <Card title={w.later_title} sub={w.later_sub}>
      {renewing ? (
        <div className="stack">
          <Propose desk={desk} changed={changed} />
          <div><Button look="link" onClick={() => setRenewing(false)}>{w.back}</Button></div>
        </div>
      ) : (
        <div className="ending">
          <Button look="quiet" onClick={() => setRenewing(true)}>{w.later_renew}</Button>
          <Button look="quiet" onClick={onReplace}>{desk.rescuePermitted ? w.later_rescue : w.later_replace}</Button>
        </div>
      )}
    </Card>
  )
}
