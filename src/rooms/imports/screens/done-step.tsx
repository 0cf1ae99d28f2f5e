import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Upload, UserPlus } from '../../../ui/icons.ts'
import { useWords } from '../../../ui/words.tsx'
import type { TakenIn } from '../contract.ts'
import { importWords } from './words.ts'

export function DoneStep({ taken, onNext }: { taken: TakenIn; onNext: () => void }) {
  const w = useWords(importWords)
  return (
    <Card>
      <div className="stack">
        <Banner tone="ok" title={w[`done_${taken.kind}`](taken.added)}>
          {taken.alreadyHere > 0 ? w.done_already(taken.alreadyHere) : null}
        </Banner>
        {taken.incomplete > 0 ? <p>{w.done_incomplete(taken.incomplete)}</p> : null}
        <div className="ending">
          {taken.kind === 'supporters' && taken.added > 0 ? <ButtonLink look="quiet" icon={UserPlus} href="/staff/people">{w.next_invite}</ButtonLink> : null}
          <Button icon={Upload} onClick={onNext}>{w.next_file}</Button>
        </div>
      </div>
    </Card>
  )
}
