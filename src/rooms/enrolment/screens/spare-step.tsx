import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useWords } from '../../../ui/words.tsx'
import { SheetStep } from './sheet-step.tsx'
import { enrolmentWords } from './words.ts'

/** Twelve words for the worst case. Who wants none is told what that means, and is not asked again. */
export function SpareStep({ onDone }: { onDone: (kept: boolean) => void }) {
  const w = useWords(enrolmentWords)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <PageHeader title={w.spare_title} sub={w.spare_sub} />
      <SheetStep halves="spare" onKept={() => onDone(true)} />
      <div className="no-print"><Button look="link" onClick={() => setAsking(true)}>{w.spare_without}</Button></div>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.spare_without}>
        <Banner>{w.spare_none}</Banner>
        <div className="ending">
          <Button look="quiet" onClick={() => onDone(false)}>{w.spare_none_yes}</Button>
          <Button onClick={() => setAsking(false)}>{w.back}</Button>
        </div>
      </Dialog>
    </>
  )
}
