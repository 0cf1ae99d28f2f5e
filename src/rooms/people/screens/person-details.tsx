import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import { endRole, invite, recordDeparture, recordReturn, withdrawInvitation } from '../client.ts'
import type { Cohort, Invited, ListedPerson } from '../contract.ts'
import type { GrantStanding, Role } from '../rules.ts'
import { ContactForm, RoleForm } from './person-form.tsx'
import { peopleWords, refusalSentence, roleName } from './words.ts'

interface PersonDetailsProps {
  readonly person: ListedPerson
  readonly cohorts: readonly Cohort[]
  readonly isMe: boolean
  readonly changed: () => void
  readonly onInvited: (invited: Invited) => void
}

type View = 'overview' | 'contact' | 'leaving' | 'new-role' | { readonly role: Role }

/** One person: contact, roles, invitation, leaving. One question at a time. */
export function PersonDetails({ person, cohorts, isMe, changed, onInvited }: PersonDetailsProps) {
  const [view, setView] = useState<View>('overview')
  const back = () => { setView('overview'); changed() }
  if (view === 'contact') return <ContactForm person={person} onSaved={back} />
  if (view === 'leaving') return <Leaving person={person} onDone={back} onCancel={() => setView('overview')} />
  if (view === 'new-role') return <RoleForm person={person} cohorts={cohorts} held={null} onSaved={back} />
  if (typeof view === 'object') return <RoleForm person={person} cohorts={cohorts} held={view.role} onSaved={back} />
  return person.leftOn ? <Returning person={person} onDone={back} /> : <Overview person={person} cohorts={cohorts} isMe={isMe} changed={changed} onInvited={onInvited} onView={setView} />
}

function Overview({ person, cohorts, isMe, changed, onInvited, onView }: PersonDetailsProps & { onView: (view: View) => void }) {
  const w = useWords(peopleWords)
  const ending = useSend(endRole)
  const inviting = useSend(invite)
  const withdrawing = useSend(withdrawInvitation)
  return (
    <div className="stack">
      <div className="row-apart">
        <p className="muted">{[person.contactEmail, person.contactPhone].filter(Boolean).join(' · ')}</p>
        <Button look="link" small onClick={() => onView('contact')}>{w.edit}</Button>
      </div>
      <h3>{w.roles}</h3>
      <ul className="plain-list">
        {person.roles.map((grant) => (
          <RoleLine key={grant.role} grant={grant} cohorts={cohorts} onChange={() => onView({ role: grant.role })}
            onEnd={async () => { if (await ending.send(person.id, grant.role)) changed() }} />
        ))}
      </ul>
      <SentBanner sent={ending.sent} />
      <div><Button look="quiet" onClick={() => onView('new-role')}>{w.role_give}</Button></div>
      {isMe ? null : (
        <>
          {person.hasAccount ? <p className="small muted">{w.invite_again_hint}</p> : null}
          <SentBanner sent={inviting.sent} />
          <SentBanner sent={withdrawing.sent} />
          <div className="ending">
            <Button look="quiet" busy={inviting.busy} onClick={async () => { const made = await inviting.send(person.id); if (made) onInvited(made) }}>{person.hasAccount || person.invitedUntil ? w.invite_again : w.invite}</Button>
            {person.invitedUntil ? <Button look="quiet" busy={withdrawing.busy} onClick={async () => { if (await withdrawing.send(person.id)) changed() }}>{w.invite_withdraw}</Button> : null}
          </div>
        </>
      )}
      <div><Button look="link" onClick={() => onView('leaving')}>{w.leave}</Button></div>
    </div>
  )
}

interface RoleLineProps {
  readonly grant: GrantStanding
  readonly cohorts: readonly Cohort[]
  readonly onChange: () => void
  readonly onEnd: () => void
}

function RoleLine({ grant, cohorts, onChange, onEnd }: RoleLineProps) {
  const w = useWords(peopleWords)
  const { locale } = useLocale()
  const name = roleName(w, grant.role)
  const reach = grant.cohorts === null ? w.all_cohorts : cohorts.filter(({ id }) => grant.cohorts!.includes(id)).map(({ names }) => nameIn(names, locale)).join(', ')
  return (
    <li className="stack-tight person-line">
      <div className="row-apart">
        <span><strong>{name}</strong> <span className="muted">{reach}</span></span>
        <span className="row">
          {cohorts.length ? <Button look="link" small aria-label={w.role_change(name)} onClick={onChange}>{w.edit}</Button> : null}
          <Button look="link" small onClick={onEnd}>{w.role_end(name)}</Button>
        </span>
      </div>
      {grant.refusal ? <p className="small muted">{refusalSentence(w, grant.refusal, name)}</p> : null}
    </li>
  )
}

function Leaving({ person, onDone, onCancel }: { person: ListedPerson; onDone: () => void; onCancel: () => void }) {
  const w = useWords(peopleWords)
  const { send, sent, busy } = useSend(recordDeparture)
  return (
    <div className="stack">
      <Banner tone="warn" title={w.leave_ask(person.fullName)}>{w.leave_text}</Banner>
      <SentBanner sent={sent} />
      <div className="ending">
        <Button look="danger" busy={busy} onClick={async () => { if (await send(person.id)) onDone() }}>{w.leave}</Button>
        <Button look="quiet" onClick={onCancel}>{w.cancel}</Button>
      </div>
    </div>
  )
}

function Returning({ person, onDone }: { person: ListedPerson; onDone: () => void }) {
  const w = useWords(peopleWords)
  const { send, sent, busy } = useSend(recordReturn)
  return (
    <div className="stack">
      <SentBanner sent={sent} />
      <div><Button look="quiet" busy={busy} onClick={async () => { if (await send(person.id)) onDone() }}>{w.come_back}</Button></div>
    </div>
  )
}
