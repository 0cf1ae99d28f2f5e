import { useState } from 'react'
import { Link } from 'wouter'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { session, useSession } from '../client.ts'
import type { WayBack } from '../contract.ts'
import { AddWayBack } from './keep-way-back.tsx'
import { CloseHere, ForgetDevice } from './leave-device.tsx'
import { accountWords } from './words.ts'

/** What opens this account again, and how to leave this device. For students and staff alike. */
export function MyKeysScreen() {
  const w = useWords(accountWords)
  const load = useLoad(session.waysBack, [])
  const state = useSession()
  const [adding, setAdding] = useState(false)
  const toast = useToast()
  const kept = () => {
    setAdding(false)
    toast(w.kept)
    load.reload()
  }
  return (
    <div className="stack column">
      <PageHeader title={w.ways_title} sub={w.ways_sub} />
      <Card>
        <Loaded load={load} lines={2}>{({ waysBack }) => <WaysBack ways={waysBack} changed={load.reload} />}</Loaded>
      </Card>
      {adding ? <AddWayBack onKept={kept} /> : <Button look="quiet" onClick={() => setAdding(true)}>{w.add}</Button>}
      <p><Link href={state.at === 'open' && state.kind === 'staff' ? '/staff/held' : '/held'}>{w.what_is_held}</Link></p>
      <CloseHere />
      <ForgetDevice />
    </div>
  )
}

function WaysBack({ ways, changed }: { ways: readonly WayBack[]; changed: () => void }) {
  const w = useWords(accountWords)
  const { send, sent, busy } = useSend(session.dropWayBack)
  const nameOf = { passkey: w.passkey, words: w.twelve_words, passphrase: w.a_passphrase }
  if (!ways.length) return <Banner tone="warn">{w.ways_none}</Banner>
  return (
    <div className="stack-tight">
      <ul className="stack-tight plain-list">
        {ways.map(({ id, kind }) => (
          <li key={id} className="row-apart">
            <span>{nameOf[kind]}</span>
            <Button look="quiet" small disabled={busy} aria-label={w.remove_named(nameOf[kind])} onClick={async () => { if (await send(id)) changed() }}>{w.remove}</Button>
          </li>
        ))}
      </ul>
      <SentBanner sent={sent} />
    </div>
  )
}
