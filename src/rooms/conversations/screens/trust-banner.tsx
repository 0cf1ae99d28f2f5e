import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { KeyRound, ShieldAlert } from '../../../ui/icons.ts'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { acceptNewKeys } from '../client.ts'
import type { ThreadView } from '../rules/talk.ts'
import { useTalkWords } from './words.ts'

/** Whether the other one is who they should be, in words; nothing where all is well. */
export function TrustBanner({ view, name }: { view: ThreadView; name: string }) {
  const w = useTalkWords()
  const { at, sentence } = view.trust
  switch (at) {
    case 'checking':
    case 'verified': return null
    case 'unproven': return <Banner>{w.trust_unproven}</Banner>
    case 'unsigned': return <Banner icon={KeyRound}>{w.trust_unsigned}</Banner>
    case 'rekeyed': return <NewKeys view={view} name={name} />
    case 'gone': return <Banner>{w.trust_gone}</Banner>
    case 'swapped': return <Refused>{w.trust_swapped(name)}</Refused>
    case 'not-asked': return <Refused>{w.trust_not_asked}</Refused>
    case 'keys': return <Refused>{sentence ? `${sentence} ${w.trust_keys}` : w.trust_keys}</Refused>
    case 'members':
    case 'change': return <Refused>{w.trust_members}</Refused>
    case 'place':
    case 'chain':
    case 'wrap':
    case 'key': return <Refused>{w.trust_history}</Refused>
  }
}

const Refused = ({ children }: { children: string }) => <Banner tone="warn" icon={ShieldAlert}>{children}</Banner>

function NewKeys({ view, name }: { view: ThreadView; name: string }) {
  const w = useTalkWords()
  const { send, sent, busy } = useSend(async (of: ThreadView) => {
    const answer = await acceptNewKeys(of)
    return answer && 'fault' in answer ? { refused: 'swapped', sentence: w.trust_swapped(name) } : answer
  })
  return (
    <Banner tone="warn" icon={KeyRound} title={w.trust_rekeyed_title(name)} action={<Button small busy={busy} onClick={() => void send(view)}>{w.trust_rekeyed_yes}</Button>}>
      <p>{w.trust_rekeyed(name)}</p>
      <SentBanner sent={sent} />
    </Banner>
  )
}
