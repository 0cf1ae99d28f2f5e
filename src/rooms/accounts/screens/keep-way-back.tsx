import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { ActionCard } from '../../../ui/card.tsx'
import { Fingerprint, KeyRound, ListChecks } from '../../../ui/icons.ts'
import { UnreachableBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { useWords } from '../../../ui/words.tsx'
import { session, useSession } from '../client.ts'
import { WAYS_BACK_NEEDED, type WayBackKind } from '../rules.ts'
import { NewPassphrase } from './new-passphrase.tsx'
import { NewWords } from './new-words.tsx'
import { passkeySentence } from './passkey-fault.ts'
import { accountWords } from './words.ts'

/** Keeps ways back until there are enough: one for a student, two for staff. `onLater` is left out where it must be done now. */
export function KeepWayBackScreen({ onDone, onLater }: { onDone: () => void; onLater?: () => void }) {
  const w = useWords(accountWords)
  const state = useSession()
  const [kept, setKept] = useState(false)
  if (state.at !== 'open') return null
  const missing = Math.max(0, WAYS_BACK_NEEDED[state.kind] - state.waysBack)
  return (
    <div className="stack column">
      <PageHeader title={w.keep_title} sub={state.kind === 'staff' ? w.keep_sub_staff : w.keep_sub_student} />
      {kept ? <Banner tone="ok">{missing ? `${w.kept} ${w.to_go(missing)}.` : w.all_kept}</Banner> : null}
      {state.waysBack === 0 ? <Banner>{w.only_here}</Banner> : null}
      {missing === 0 && kept ? <Button wide onClick={onDone}>{w.done}</Button> : <AddWayBack key={state.waysBack} onKept={() => setKept(true)} />}
      {onLater && !(missing === 0 && kept) ? <Button look="link" onClick={onLater}>{w.later}</Button> : null}
    </div>
  )
}

/** One more way back, of any kind. */
export function AddWayBack({ onKept }: { onKept: () => void }) {
  const w = useWords(accountWords)
  const [making, setMaking] = useState<WayBackKind | null>(null)
  const { publicName } = useProgram()
  const state = useSession()
  const [fault, setFault] = useState('')
  const label = state.at === 'open' && state.kind === 'staff' ? `${publicName} · ${w.passkey_team}` : publicName
  const back = () => setMaking(null)
  const makePasskey = async () => {
    const answer = await session.keepPasskey({ service: publicName, label }).catch(() => null)
    if (!answer) setFault('unreachable')
    else if ('fault' in answer) setFault(passkeySentence(w, answer.fault))
    else if ('refused' in answer) setFault(answer.sentence)
    else onKept()
  }
  if (making === 'words') return <NewWords onKept={onKept} onBack={back} />
  if (making === 'passphrase') return <NewPassphrase onKept={onKept} onBack={back} />
  return (
    <div className="stack-tight">
      <ActionCard look="primary" icon={Fingerprint} title={w.passkey} sub={w.passkey_sub} onPress={() => void makePasskey()} />
      <ActionCard icon={ListChecks} title={w.twelve_words} sub={w.twelve_words_sub} onPress={() => setMaking('words')} />
      <ActionCard icon={KeyRound} title={w.a_passphrase} sub={w.a_passphrase_sub} onPress={() => setMaking('passphrase')} />
      <p className="small muted">{w.passkey_warning(label)}</p>
      {fault === 'unreachable' ? <UnreachableBanner /> : fault ? <Banner tone="warn">{fault}</Banner> : null}
    </div>
  )
}
