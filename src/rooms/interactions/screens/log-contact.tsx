import { useEffect, useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { changeContact, findForm, keepSending, logContact, readLogForm, recentContacts } from '../client.ts'
import type { LogForm } from '../contract.ts'
import type { Entry } from '../rules/outbox.ts'
import { emptyForm, type InteractionRecord, type OpenForm } from '../rules/record.ts'
import { ContactForm } from './contact-form.tsx'
import { RecentContacts } from './recent-contacts.tsx'
import { interactionWords } from './words.ts'

type Facts = LogForm & { readonly offline: boolean }

/** A supporter logs a contact: five taps with the usual answers, six when it was a check-in. `start` carries what a booking already says. */
export function LogContact({ start, backTo }: { start?: Partial<OpenForm>; backTo?: string }) {
  const w = useWords(interactionWords)
  const load = useLoad(readLogForm, [])
  return (
    <div className="column stack-wide">
      <PageHeader title={w.log_title} sub={w.log_sub} {...(backTo ? { back: { href: backTo, label: w.back_to_day } } : {})} />
      <Loaded load={load} lines={8}>{(facts) => <Logging facts={facts} start={start ?? {}} />}</Loaded>
    </div>
  )
}

function Logging({ facts, start }: { facts: Facts; start: Partial<OpenForm> }) {
  const w = useWords(interactionWords)
  const toast = useToast()
  const [editing, setEditing] = useState<Entry | null>(null)
  const [round, setRound] = useState(0)
  const first: OpenForm = { ...emptyForm(facts.weeks[0] ?? facts.openWeek), ...start }
  const form = useLoad(async () => ({ ...first, ...(round === 0 ? await findForm() : null) }), [round])
  const recent = useLoad(() => recentContacts(facts.offline ? null : facts.openWeek), [round])
  useEffect(() => keepSending(recent.reload), [recent.reload])

  async function save(record: InteractionRecord) {
    said(await logContact(record))
    setRound(round + 1)
  }

  async function saveChange(entry: Entry, record: InteractionRecord) {
    said(await changeContact(entry, record))
    setEditing(null)
    recent.reload()
  }

  function said({ sent }: { sent: boolean }) {
    toast(sent ? w.saved : w.saved_here)
    scrollTo({ top: 0 })
  }

  return (
    <>
      {facts.offline ? <Banner>{w.offline}</Banner> : null}
      {editing ? <ContactForm key={editing.receipt} facts={facts} first={editing.record} onSave={(record) => saveChange(editing, record)} onStop={() => setEditing(null)} /> : null}
      {/* Half filled, the new one waits unseen while an old one is changed: mounted again it would begin from an older draft. */}
      <div hidden={editing !== null}>
        <Loaded load={form}>{(draft) => <ContactForm key={round} facts={facts} first={draft} onSave={save} />}</Loaded>
      </div>
      <Loaded load={recent}>{(entries) => <RecentContacts entries={entries} facts={facts} onEdit={setEditing} onChanged={recent.reload} />}</Loaded>
      <details className="kept-words">
        <summary>{w.what_is_kept}</summary>
        <p className="muted">{w.what_is_kept_text}</p>
      </details>
    </>
  )
}
