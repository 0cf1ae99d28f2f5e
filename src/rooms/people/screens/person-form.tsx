import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/choices.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useState } from 'react'
import { useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import { addPerson, editPerson, grantRole } from '../client.ts'
import type { Cohort, Invited, ListedPerson } from '../contract.ts'
import { ROLES, type Role } from '../rules.ts'
import { peopleWords, roleName } from './words.ts'

const ALL = 'all'

interface ReachProps {
  readonly cohorts: readonly Cohort[]
  readonly reach: readonly string[]
  readonly onReach: (reach: string[]) => void
}

/** All cohorts, also those to come, or some of them. */
function ReachChoice({ cohorts, reach, onReach }: ReachProps) {
  const w = useWords(peopleWords)
  const { locale } = useLocale()
  const choose = (values: string[]) => {
    const picked = values.filter((value) => value !== ALL)
    onReach(values.at(-1) === ALL || picked.length === 0 ? [ALL] : picked)
  }
  return (
    <Checkboxes label={w.reach} hint={w.reach_hint} values={reach} onValues={choose}
      options={[{ value: ALL, label: w.all_cohorts }, ...cohorts.map(({ id, names }) => ({ value: id, label: nameIn(names, locale) }))]} />
  )
}

const cohortsOf = (reach: readonly string[]): string[] | null => (reach.includes(ALL) ? null : [...reach])

const filled = (text: string): string | null => text.trim() || null

/** Name, ways to reach them, roles: then a link that lets them in. */
export function NewPersonForm({ cohorts, onInvited }: { cohorts: readonly Cohort[]; onInvited: (invited: Invited) => void }) {
  const w = useWords(peopleWords)
  const [draft, setDraft] = useState({ fullName: '', contactEmail: '', contactPhone: '' })
  const [roles, setRoles] = useState<Role[]>(['supporter'])
  const [reach, setReach] = useState<string[]>([ALL])
  const { send, sent, busy } = useSend(addPerson)
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      const invited = await send({
        fullName: draft.fullName, contactEmail: filled(draft.contactEmail), contactPhone: filled(draft.contactPhone), grants: roles.map((role) => ({ role, cohorts: cohortsOf(reach) })),
      })
      if (invited) onInvited(invited)
    }}>
      <TextInput label={w.full_name} value={draft.fullName} required autoComplete="off" maxLength={120} onValue={(fullName) => setDraft({ ...draft, fullName })} />
      <Checkboxes label={w.roles} values={roles} onValues={setRoles} options={ROLES.map((value) => ({ value, label: roleName(w, value) }))} />
      {cohorts.length ? <ReachChoice cohorts={cohorts} reach={reach} onReach={setReach} /> : null}
      <TextInput type="email" label={w.contact_email} hint={w.contact_email_hint} value={draft.contactEmail} autoComplete="off" onValue={(contactEmail) => setDraft({ ...draft, contactEmail })} />
      {roles.includes('on-call') ? <TextInput type="tel" label={w.contact_phone} hint={w.contact_phone_hint} value={draft.contactPhone} autoComplete="off" onValue={(contactPhone) => setDraft({ ...draft, contactPhone })} /> : null}
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy} disabled={roles.length === 0}>{w.add_and_invite}</Button></div>
    </form>
  )
}

export function ContactForm({ person, onSaved }: { person: ListedPerson; onSaved: () => void }) {
  const w = useWords(peopleWords)
  const [draft, setDraft] = useState({ fullName: person.fullName, contactEmail: person.contactEmail ?? '', contactPhone: person.contactPhone ?? '' })
  const { send, sent, busy } = useSend(editPerson)
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      if (await send(person.id, { fullName: draft.fullName, contactEmail: filled(draft.contactEmail), contactPhone: filled(draft.contactPhone) })) onSaved()
    }}>
      <TextInput label={w.full_name} value={draft.fullName} required maxLength={120} autoComplete="off" onValue={(fullName) => setDraft({ ...draft, fullName })} />
      <TextInput type="email" label={w.contact_email} value={draft.contactEmail} autoComplete="off" onValue={(contactEmail) => setDraft({ ...draft, contactEmail })} />
      <TextInput type="tel" label={w.contact_phone} hint={w.contact_phone_hint} value={draft.contactPhone} autoComplete="off" onValue={(contactPhone) => setDraft({ ...draft, contactPhone })} />
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy}>{w.save}</Button></div>
    </form>
  )
}

interface RoleFormProps {
  readonly person: ListedPerson
  readonly cohorts: readonly Cohort[]
  /** The role whose cohorts change; none: a new role is given. */
  readonly held: Role | null
  readonly onSaved: () => void
}

export function RoleForm({ person, cohorts, held: role, onSaved }: RoleFormProps) {
  const w = useWords(peopleWords)
  const present = person.roles.map((grant) => grant.role)
  const free = ROLES.filter((one) => !present.includes(one))
  const [chosen, setChosen] = useState<Role[]>(role ? [role] : [])
  const [reach, setReach] = useState<string[]>(() => [...(person.roles.find((grant) => grant.role === role)?.cohorts ?? [ALL])])
  const { send, sent, busy } = useSend(grantRole)
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      for (const one of chosen) if (!(await send(person.id, one, cohortsOf(reach)))) return
      onSaved()
    }}>
      {role ? <p><strong>{roleName(w, role)}</strong></p> : <Checkboxes label={w.roles} values={chosen} onValues={setChosen} options={free.map((value) => ({ value, label: roleName(w, value) }))} />}
      {cohorts.length ? <ReachChoice cohorts={cohorts} reach={reach} onReach={setReach} /> : null}
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy} disabled={chosen.length === 0}>{w.save}</Button></div>
    </form>
  )
}
