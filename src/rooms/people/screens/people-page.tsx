import { useState, type ReactNode } from 'react'
import { Avatar, Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Printer, UserPlus, UsersRound } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import { inviteMany, readPeople } from '../client.ts'
import type { Cohort, Invited, ListedPerson } from '../contract.ts'
import { InvitedCard } from './invited-card.tsx'
import { PersonDetails } from './person-details.tsx'
import { NewPersonForm } from './person-form.tsx'
import { peopleWords, roleName } from './words.ts'
import './people.css'

interface PeoplePageProps {
  /** Draws many invitations for paper; the accounts room knows how. */
  readonly sheet: (invitations: readonly Invited[]) => ReactNode
}

export function PeoplePage({ sheet }: PeoplePageProps) {
  const w = useWords(peopleWords)
  const load = useLoad(readPeople, [])
  // Shown once and never again: they stand above the list, and it is read anew only when they were put away.
  const [invited, setInvited] = useState<Invited | null>(null)
  const [printed, setPrinted] = useState<readonly Invited[]>([])
  const putAway = () => {
    setInvited(null)
    setPrinted([])
    load.reload()
  }
  return (
    <div className="stack">
      <PageHeader title={w.people_title} sub={w.people_sub} />
      {printed.length ? <>{sheet(printed)}<div className="no-print"><Button look="quiet" onClick={putAway}>{w.done}</Button></div></> : (
        <Loaded load={load} lines={8}>{(list) => <People {...list} changed={load.reload} onInvited={setInvited} onPrinted={setPrinted} />}</Loaded>
      )}
      <Dialog open={invited !== null} onClose={putAway} title={invited ? w.invited_title(invited.fullName) : ''}>
        {invited ? <InvitedCard invited={invited} onDone={() => setInvited(null)} /> : null}
      </Dialog>
    </div>
  )
}

interface PeopleProps {
  readonly people: readonly ListedPerson[]
  readonly cohorts: readonly Cohort[]
  readonly me: string
  readonly changed: () => void
  readonly onInvited: (invited: Invited) => void
  readonly onPrinted: (invitations: readonly Invited[]) => void
}

function People({ people, cohorts, me, changed, onInvited, onPrinted }: PeopleProps) {
  const w = useWords(peopleWords)
  const [adding, setAdding] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const many = useSend(inviteMany)
  const here = people.filter((person) => person.leftOn === null), alumni = people.filter((person) => person.leftOn !== null)
  const waiting = here.filter((person) => !person.hasAccount && person.invitedUntil === null && person.id !== me)
  const unanswered = here.filter((person) => person.unanswered.length > 0)
  const print = async () => {
    const made = await many.send(waiting.map((person) => person.id))
    if (made) onPrinted(made.invitations)
  }
  const person = people.find(({ id }) => id === shown)
  return (
    <div className="stack">
      <div className="row">
        <Button icon={UserPlus} onClick={() => setAdding(true)}>{w.person_add}</Button>
        {waiting.length ? <Button look="quiet" icon={Printer} busy={many.busy} onClick={print}>{w.invite_waiting(waiting.length)}</Button> : null}
      </div>
      <SentBanner sent={many.sent} />
      {unanswered.length ? <Banner tone="warn" title={w.unanswered_title}>{`${unanswered.map((one) => one.fullName).join(', ')}. ${w.unanswered_text}`}</Banner> : null}
      <Card title={w.people_here}>
        {here.length ? <PersonList people={here} cohorts={cohorts} me={me} onShow={setShown} /> : <EmptyState icon={UsersRound} title={w.people_none} />}
      </Card>
      {alumni.length ? <Card title={w.people_alumni}><PersonList people={alumni} cohorts={cohorts} me={me} onShow={setShown} /></Card> : null}
      <Dialog open={adding} onClose={() => setAdding(false)} title={w.person_add_title}>
        <NewPersonForm cohorts={cohorts} onInvited={(made) => { setAdding(false); onInvited(made) }} />
      </Dialog>
      <Dialog open={person !== undefined} onClose={() => setShown(null)} title={person?.fullName ?? ''}>
        {person ? <PersonDetails person={person} cohorts={cohorts} isMe={person.id === me} changed={changed} onInvited={(made) => { setShown(null); onInvited(made) }} /> : null}
      </Dialog>
    </div>
  )
}

interface ListProps {
  readonly people: readonly ListedPerson[]
  readonly cohorts: readonly Cohort[]
  readonly me: string
  readonly onShow: (person: string) => void
}

const PersonList = ({ people, cohorts, me, onShow }: ListProps) => (
  <ul className="plain-list">
    {people.map((person) => <PersonLine key={person.id} person={person} cohorts={cohorts} isMe={person.id === me} onShow={() => onShow(person.id)} />)}
  </ul>
)

function PersonLine({ person, cohorts, isMe, onShow }: { person: ListedPerson; cohorts: readonly Cohort[]; isMe: boolean; onShow: () => void }) {
  const w = useWords(peopleWords)
  const { locale } = useLocale()
  const examined = cohorts.filter(({ id }) => person.examines.includes(id)).map(({ names }) => nameIn(names, locale))
  return (
    <li className="row-apart person-line">
      <div className="row">
        <Avatar name={person.fullName} />
        <div className="stack-tight">
          <strong>{person.fullName}{isMe ? ` (${w.you})` : ''}</strong>
          <div className="row">
            {person.roles.map(({ role, refusal }) => <Badge key={role} tone={refusal ? 'warm' : 'brand'}>{roleName(w, role)}</Badge>)}
            {examined.length ? <Badge tone="plum">{w.state_examines(examined.join(', '))}</Badge> : null}
            <StateBadge person={person} />
          </div>
        </div>
      </div>
      <Button look="quiet" small aria-label={w.details_of(person.fullName)} onClick={onShow}>{w.details}</Button>
    </li>
  )
}

function StateBadge({ person }: { person: ListedPerson }) {
  const w = useWords(peopleWords)
  const dates = useDates()
  if (person.leftOn) return <Badge>{w.state_left(dates.plainDate(person.leftOn))}</Badge>
  if (person.invitedUntil) return <Badge>{w.state_invited(dates.plainDate(person.invitedUntil))}</Badge>
  if (!person.hasAccount) return <Badge tone="warm">{w.state_not_invited}</Badge>
  if (!person.hasTwoWaysBack) return <Badge tone="warm">{w.state_one_way}</Badge>
  return person.unanswered.length ? <Badge tone="warm">{w.state_unanswered}</Badge> : null
}
