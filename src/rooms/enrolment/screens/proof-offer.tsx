import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { useSession } from '../../accounts/client.ts'
import { declineProof, keepErrand, mayOfferProof, showCertificate } from '../client.ts'
import { enrolmentWords } from './words.ts'

interface OfferProps {
  /** On the page of one's own keys it can be found again. */
  readonly always?: boolean
  /** Where to come back to, and what was typed there, when something is about to be written. */
  readonly errand?: { readonly path: string; readonly typed: unknown }
}

/** For an account of before the issuer: offered once, below everything else. */
export function ProofOffer({ always = false, errand }: OfferProps) {
  const w = useWords(enrolmentWords)
  const { at } = useSession()
  const [, go] = useLocation()
  const [offered, setOffered] = useState(false)
  useEffect(() => {
    if (at !== 'open') return
    void showCertificate('visit').catch(() => {})
    void mayOfferProof(always).then(setOffered, () => {})
  }, [at, always])
  const decline = () => {
    setOffered(false)
    void declineProof()
  }
  const { send, sent, busy } = useSend(async () => {
    if (errand) await keepErrand(errand.path, errand.typed)
    return { kept: true }
  })
  const begin = async () => {
    if (await send()) go('/enrol')
  }
  if (!offered) return null
  return (
    <Card title={w.prove_title} sub={w.prove_sub}>
      <SentBanner sent={sent} />
      <div className="ending">
        <Button look="quiet" busy={busy} onClick={() => void begin()}>{w.prove_do}</Button>
        {always ? null : <Button look="link" onClick={decline}>{w.way_later}</Button>}
      </div>
    </Card>
  )
}
