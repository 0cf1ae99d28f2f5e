import { useEffect, useState, type ReactNode } from 'react'
import { useLoad } from '../../../ui/use-load.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { readMyStanding } from '../client.ts'
import type { MyStanding } from '../contract.ts'
import { Attestation } from './attestation.tsx'

interface StandingGateProps {
  readonly children: (standing: MyStanding, recheck: () => void) => ReactNode
}

/** Who owes the yearly answer gives it before anything else: until then every other door is closed to them anyway. */
export function StandingGate({ children }: StandingGateProps) {
  const load = useLoad(readMyStanding, [])
  return <Loaded load={load}>{(standing) => <Admitted standing={standing} recheck={load.reload}>{children}</Admitted>}</Loaded>
}

export const owesAnswer = (standing: MyStanding): boolean => standing.mustAttest && standing.unanswered.length > 0

function Admitted({ standing: loaded, recheck, children }: { standing: MyStanding; recheck: () => void } & StandingGateProps) {
  const [standing, setStanding] = useState(loaded)
  useEffect(() => setStanding(loaded), [loaded])
  if (owesAnswer(standing)) return <Attestation standing={standing} onAnswered={setStanding} />
  return children(standing, recheck)
}
