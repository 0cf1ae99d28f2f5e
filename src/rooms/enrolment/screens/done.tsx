import { useEffect, useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { LogOut } from '../../../ui/icons.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useWords } from '../../../ui/words.tsx'
import { session, useSession } from '../../accounts/client.ts'
import { isCertificateWaiting } from '../client.ts'
import { enrolmentWords } from './words.ts'

/** What was kept and what was not, in one look, and where to go from here. */
export function Done({ spare }: { spare: boolean }) {
  const w = useWords(enrolmentWords)
  const state = useSession()
  const [waits, setWaits] = useState(false)
  useEffect(() => void isCertificateWaiting().then(setWaits), [])
  const hasWay = state.at !== 'open' || state.waysBack > 0
  return (
    <>
      <PageHeader title={w.done_title} sub={w.done_sub} />
      {hasWay ? null : <Banner tone="warn">{w.done_no_way}</Banner>}
      {hasWay && !spare ? <Banner>{w.done_no_spare}</Banner> : null}
      <p className="muted">{waits ? w.prove_done : w.done_monday}</p>
      <ButtonLink href="/" wide>{w.done_see}</ButtonLink>
      {hasWay && state.at === 'open' ? (
        <Card title={w.done_shared} sub={w.done_shared_sub}>
          <Button look="quiet" icon={LogOut} onClick={() => void session.forget()}>{w.done_forget}</Button>
        </Card>
      ) : null}
    </>
  )
}
