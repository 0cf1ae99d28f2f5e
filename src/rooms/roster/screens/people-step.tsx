import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { myRosterKey, signNextRoster, signPendingRoster, withdrawRoster } from '../client.ts'
import type { KeysDesk } from '../contract.ts'
import { mayConfirm, rosterChange, warningDue } from '../rules.ts'
import { isRosterDue, type StepProps } from './desk-steps.ts'
import { roleIn, rosterWords } from './words.ts'

type Listed = KeysDesk['signedEntries']

/** The list of people: who joins and who leaves, in names, before anybody signs. */
export function PeopleStep({ desk, changed }: StepProps) {
  const w = useWords(rosterWords)
  return (
    <div className="stack">
      <Age desk={desk} />
      {desk.missing.length ? (
        <Disclosure summary={w.missing_count(desk.missing.length)}>
          <p className="muted">{w.missing_text}</p>
          <ul>{desk.missing.map(({ person, fullName, role }) => <li key={`${person} ${role}`}>{fullName} ({roleIn(w, role)})</li>)}</ul>
        </Disclosure>
      ) : null}
      {desk.pendingRoster ? <Pending desk={desk} changed={changed} /> : <Propose desk={desk} changed={changed} />}
    </div>
  )
}

function Age({ desk: { roster: { current }, today } }: { desk: KeysDesk }) {
  const w = useWords(rosterWords)
  const dates = useDates()
  if (!current) return <p>{w.people_none_yet}</p>
  const due = warningDue(current.validUntil, today)
  const said = w.people_until(current.entries.length, dates.plainDate(current.validUntil))
  if (due === null) return <p>{said}</p>
  return <Banner tone="warn">{due === 0 ? w.people_over(dates.plainDate(current.validUntil)) : w.people_ending(dates.plainDate(current.validUntil))}</Banner>
}

function Changes({ added, removed }: { added: Listed; removed: Listed }) {
  const w = useWords(rosterWords)
  if (added.length + removed.length === 0) return <p className="muted">{w.change_none}</p>
  return (
    <ul className="key-changes">
      {added.map((entry) => <li key={`+ ${entry.role} ${entry.person}`}><Badge tone="brand">{w.change_joins}</Badge> <strong>{entry.name}</strong> · {roleIn(w, entry.role)}</li>)}
      {removed.map((entry) => <li key={`- ${entry.role} ${entry.person}`}><Badge>{w.change_leaves}</Badge> <strong>{entry.name}</strong> · {roleIn(w, entry.role)}</li>)}
    </ul>
  )
}

function Propose({ desk, changed }: StepProps) {
  const w = useWords(rosterWords)
  const { send, sent, busy } = useSend(signNextRoster)
  const { added, removed } = rosterChange(desk.roster.current?.entries ?? [], desk.signedEntries)
  const isHolder = mayConfirm(desk, myRosterKey())
  return (
    <div className="stack">
      <Changes added={added} removed={removed} />
      <SentBanner sent={sent} />
      {isHolder ? <p className="muted">{added.length || !desk.roster.current ? w.people_needs_two : w.people_needs_one}</p> : <p className="muted">{w.people_not_holder}</p>}
      {isHolder ? <div><Button look={isRosterDue(desk) ? 'primary' : 'quiet'} busy={busy} onClick={async () => { if (await send(desk)) changed() }}>{w.people_sign}</Button></div> : null}
    </div>
  )
}

function Pending({ desk, changed }: StepProps) {
  const w = useWords(rosterWords)
  const pending = desk.pendingRoster!
  const signing = useSend(signPendingRoster), leaving = useSend(withdrawRoster)
  const { added, removed } = rosterChange(desk.roster.current?.entries ?? [], pending.entries)
  const mayAdd = mayConfirm(desk, myRosterKey(), pending.signatures)
  return (
    <div className="stack">
      <p>{w.people_waits}</p>
      <Changes added={added} removed={removed} />
      <SentBanner sent={signing.sent} />
      {mayAdd ? <div><Button busy={signing.busy} onClick={async () => { if (await signing.send(desk)) changed() }}>{w.people_sign_second}</Button></div> : <p className="muted">{mayConfirm(desk, myRosterKey()) ? w.you_signed : w.people_not_holder}</p>}
      <div><Button look="link" busy={leaving.busy} onClick={async () => { if (await leaving.send(pending.version)) changed() }}>{w.set_aside}</Button></div>
    </div>
  )
}
