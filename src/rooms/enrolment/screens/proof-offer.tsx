import { useEffect, useState } from 'react'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { useWords } from '../../../ui/words.tsx'
import { useSession } from '../../accounts/client.ts'
import { declineProof, mayOfferProof, showCertificate } from '../client.ts'
import { enrolmentWords } from './words.ts'

/** For an account of before the issuer: offered once, below everything else. `always` is the page of one's own keys, where it can be found again. */
export function ProofOffer({ always = false }: { always?: boolean }) {
  const w = useWords(enrolmentWords)
  const { at } = useSession()
  const [offered, setOffered] = useState(false)
  useEffect(() => {
    if (at !== 'open') return
    void showCertificate('visit').catch(() => {})
    void mayOfferProof(always).then(setOffered, () => {})
  }, [at, always])
  if (!offered) return null
  const decline = () => {
    setOffered(false)
    void declineProof()
  }
  return (
    <Card title={w.prove_title} sub={w.prove_sub}>
      <div className="ending">
        <ButtonLink look="quiet" href="/enrol">{w.prove_do}</ButtonLink>
        {always ? null : <Button look="link" onClick={decline}>{w.way_later}</Button>}
      </div>
    </Card>
  )
}
