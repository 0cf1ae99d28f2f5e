import { useEffect } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { isMyEntryRight, keepPinInVault, readDesk, signOwnEntries } from '../client.ts'
import { warningDue } from '../rules.ts'
import { stepsOf } from './desk-steps.ts'
import { rosterWords } from './words.ts'

/** On every page of the staff: signs one's own entry where it must be, and says loudly when another key stands in one's name. */
export function OwnEntry() {
  const w = useWords(rosterWords)
  const load = useLoad(isMyEntryRight, [])
  useEffect(() => {
    void signOwnEntries().then(keepPinInVault).catch(() => {})
  }, [])
  return load.state === 'here' && !load.data ? <Banner tone="warn" title={w.own_wrong_title}>{w.own_wrong_text}</Banner> : null
}

/** For coordinators and advisors: what of the keys waits, or runs out. */
export function KeysDue() {
  const w = useWords(rosterWords)
  const dates = useDates()
  const load = useLoad(readDesk, [])
  if (load.state !== 'here') return null
  const { root, roster: { current }, list, today } = load.data
  const to = <ButtonLink href="/staff/program-keys" look="quiet" small>{w.page_title}</ButtonLink>
  const listDue = list && warningDue(list.validUntil, today), rosterDue = current && warningDue(current.validUntil, today)
  if (list && listDue !== null) return <Banner tone="warn" action={to}>{w.due_list(dates.plainDate(list.validUntil))}</Banner>
  if (current && rosterDue !== null) return <Banner tone="warn" action={to}>{rosterDue === 0 ? w.people_over(dates.plainDate(current.validUntil)) : w.people_ending(dates.plainDate(current.validUntil))}</Banner>
  const waits = root !== null && stepsOf(load.data).some(({ state }) => state === 'now')
  return waits ? <Banner action={to}>{w.due_waits}</Banner> : null
}
