import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Upload, UserPlus } from '../../../ui/icons.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import type { TakenIn } from '../contract.ts'
import { importWords } from './words.ts'

interface DoneStepProps {
  readonly taken: TakenIn
  readonly onNext: () => void
  readonly onCohortsChanged: (() => void) | undefined
}

export function DoneStep({ taken, onNext, onCohortsChanged }: DoneStepProps) {
  const w = useWords(importWords)
  const { locale } = useLocale()
  const years = taken.cohortsAdded.map((names) => nameIn(names, locale)).join(w.between_items)
  return (
    <Card>
      <div className="stack">
        <Banner tone="ok" title={w[`done_${taken.kind}`](taken.added)}>
          {taken.alreadyHere > 0 ? w.done_already(taken.alreadyHere) : null}
        </Banner>
        {taken.incomplete > 0 ? <p>{w.done_incomplete(taken.incomplete)}</p> : null}
        {years ? <Banner action={onCohortsChanged ? <Button look="quiet" onClick={onCohortsChanged}>{w.attest_button}</Button> : undefined}>{w.attest_first(years)}</Banner> : null}
        <div className="ending">
          {taken.kind === 'supporters' && taken.added > 0 && !years ? <ButtonLink look="quiet" icon={UserPlus} href="/staff/people">{w.next_invite}</ButtonLink> : null}
          <Button icon={Upload} disabled={years !== ''} onClick={onNext}>{w.next_file}</Button>
        </div>
      </div>
    </Card>
  )
}
