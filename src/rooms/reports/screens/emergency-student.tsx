import { useEffect, useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { CircleCheck } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { type RefusedAnswer, useLoad, useReloadOn, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { ThreadView } from '../../conversations/rules/talk.ts'
import {
  emergencyFits, emergencyIn, type EmergencyStanding, forgetWaitingContact, keepWaitingContact, leaveEmergency, namesOnList, onCallNames, renewEmergency, takeBackEmergency, waitingContact, whatIsOffered,
} from '../client.ts'
import type { MyEmergencyContact, ShownOpening } from '../contract.ts'
import { HelpLink } from './help-link.tsx'
import { anyOf, namesIn, reportWords } from './words.ts'

/** The student's side of an emergency contact: leave it, see who could open it and each time somebody did, take it back. */
function EmergencyCard({ view, name }: { view: ThreadView; name: string }) {
  const w = useWords(reportWords)
  const load = useLoad(async () => {
    const [offer, found] = await Promise.all([whatIsOffered(), emergencyIn(view.conv)])
    if ('refused' in offer) return offer
    if ('refused' in found) return found
    const standing = await renewEmergency(view, found.contact)
    const now = standing === 'made-anew' || standing === 'left' ? await emergencyIn(view.conv) : found
    if ('refused' in now) return now
    return { ...now, standing, offered: offer.emergencyContact, names: await namesOnList(), onCall: await onCallNames() }
  }, [view.conv])
  useReloadOn(view.sheet.newest, load.reload)
  useReloadOn(view.caughtUp, load.reload)
  return (
    <Loaded load={load}>
      {({ contact, openings, standing, offered, names, onCall }) => {
        if (!contact && !openings.length && !offered && standing === 'none') return <Banner>{w.emergency_not_offered}</Banner>
        return (
          <Card>
            <div className="stack">
              {contact ? <InPlace view={view} name={name} contact={contact} standing={standing} onCall={onCall} onChange={load.reload} /> : null}
              {!contact && standing === 'nobody' ? <Waits conv={view.conv} onChange={load.reload} /> : null}
              {!contact && offered ? <Leave view={view} name={name} canBeLeft={onCall.size > 0} onLeft={load.reload} /> : null}
              {contact || openings.length ? <Openings openings={openings} names={names} /> : null}
            </div>
          </Card>
        )
      }}
    </Loaded>
  )
}

export function EmergencyPage({ view, name, back }: { view: ThreadView; name: string; back: string }) {
  const w = useWords(reportWords)
  return (
    <div className="stack column">
      <PageHeader title={w.emergency_title} back={{ href: back, label: w.back }} />
      <EmergencyCard view={view} name={name} />
    </div>
  )
}

interface InPlaceProps {
  readonly view: ThreadView
  readonly name: string
  readonly contact: MyEmergencyContact
  readonly standing: EmergencyStanding
  /** Name by account. */
  readonly onCall: ReadonlyMap<string, string>
  readonly onChange: () => void
}

function InPlace({ view, name, contact, standing, onCall, onChange }: InPlaceProps) {
  const w = useWords(reportWords)
  const { locale } = useLocale()
  const taking = useSend(takeBackEmergency)
  const holders = contact.onCall.flatMap((account) => onCall.get(account) ?? [])
  return (
    <>
      {standing === 'nobody' || holders.length === 0 ? <Banner tone="warn" action={<HelpLink />}>{w.emergency_nobody}</Banner> : (
        <Banner tone="ok" icon={CircleCheck} title={w.emergency_in_place}>{w.emergency_who(name, anyOf(locale, holders))}</Banner>
      )}
      {standing === 'made-anew' ? <p className="small muted">{w.emergency_anew}</p> : null}
      {standing === 'write-again' ? (
        <>
          <Banner tone="warn">{w.emergency_again}</Banner>
          <ContactForm send={(entered) => leaveEmergency(view, entered)} onSent={onChange} label={w.emergency_leave} />
        </>
      ) : null}
      <SentBanner sent={taking.sent} />
      <div><Button look="link" busy={taking.busy} onClick={async () => { if (await taking.send(view.conv)) onChange() }}>{w.remove}</Button></div>
    </>
  )
}

/** Named while the request waited, and nobody on call can be given a half of it yet. */
function Waits({ conv, onChange }: { conv: string; onChange: () => void }) {
  const w = useWords(reportWords)
  const taking = useSend(takeBackEmergency)
  return (
    <>
      <Banner tone="warn" action={<HelpLink />}>{w.emergency_nobody}</Banner>
      <SentBanner sent={taking.sent} />
      <div><Button look="link" busy={taking.busy} onClick={async () => { if (await taking.send(conv)) onChange() }}>{w.remove}</Button></div>
    </>
  )
}

function Leave({ view, name, canBeLeft, onLeft }: { view: ThreadView; name: string; canBeLeft: boolean; onLeft: () => void }) {
  const w = useWords(reportWords)
  if (!canBeLeft) return <p>{w.emergency_nobody_signed}</p>
  return (
    <>
      <p>{w.emergency_intro(name)}</p>
      <p className="small muted">{w.emergency_else}</p>
      <ContactForm send={(entered) => leaveEmergency(view, entered)} onSent={onLeft} label={w.emergency_leave} />
    </>
  )
}

type Entered = { readonly name: string; readonly reach: string }

interface ContactFormProps<A> {
  readonly send: (entered: Entered) => Promise<A>
  readonly onSent: () => void
  readonly onTyping?: (isTyping: boolean) => void
  readonly label: string
}

function ContactForm<A>({ send, onSent, onTyping, label }: ContactFormProps<A>) {
  const w = useWords(reportWords)
  const [entered, setEntered] = useState<Entered>({ name: '', reach: '' })
  // The check is fetched, too: without a network it is not passed, and the reason is said like any other.
  const sending = useSend(async (whole: Entered): Promise<A | RefusedAnswer> => ((await emergencyFits(whole)) ? send(whole) : { refused: 'too-long', sentence: w.emergency_too_long }))
  const enter = (next: Entered) => {
    setEntered(next)
    onTyping?.(next.name !== '' || next.reach !== '')
  }
  const whole = entered.name.trim() !== '' && entered.reach.trim() !== ''
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      if (whole && (await sending.send({ name: entered.name.trim(), reach: entered.reach.trim() }))) onSent()
    }}>
      <TextInput label={w.emergency_name} hint={w.emergency_name_hint} autoComplete="off" maxLength={160} value={entered.name} onValue={(name) => enter({ ...entered, name })} />
      <TextInput label={w.emergency_reach} type="tel" autoComplete="off" maxLength={60} value={entered.reach} onValue={(reach) => enter({ ...entered, reach })} />
      <SentBanner sent={sending.sent} />
      <div className="ending"><Button type="submit" busy={sending.busy} disabled={!whole}>{label}</Button></div>
    </form>
  )
}

/** Who opened it, on which day, and who looked. */
export function Openings({ openings, names }: { openings: readonly ShownOpening[]; names: ReadonlyMap<string, string> }) {
  const w = useWords(reportWords)
  const dates = useDates()
  const { locale } = useLocale()
  const nameOf = (person: string) => names.get(person) ?? '?'
  return (
    <section className="stack-tight">
      <h2>{w.emergency_openings}</h2>
      {openings.length === 0 ? <p className="muted">{w.emergency_never}</p> : (
        <ul className="stack-tight">
          {openings.map(({ openedOn, supporter, readBy }, place) => (
            <li key={`${openedOn} ${place}`}>
              {w.emergency_opened(dates.plainDate(openedOn), nameOf(supporter))} {readBy.length ? w.emergency_seen_by(namesIn(locale, readBy.map(nameOf))) : w.emergency_not_seen}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** In the conversation, only when there is something to know: it was opened, nobody could open it, or it must be written again. */
export function EmergencyNote({ view, href }: { view: ThreadView; href: string }) {
  const w = useWords(reportWords)
  const load = useLoad(async () => {
    const found = await emergencyIn(view.conv)
    return 'refused' in found ? found : { opened: found.openings.length > 0, standing: await renewEmergency(view, found.contact) }
  }, [view.conv, view.sheet])
  if (load.state !== 'here') return null
  const { opened, standing } = load.data
  const said = opened ? w.emergency_note_opened : standing === 'nobody' ? w.emergency_nobody : standing === 'write-again' ? w.emergency_again : null
  if (!said) return null
  return <Banner tone={opened ? 'info' : 'warn'} action={<ButtonLink look="quiet" small href={href}>{w.emergency_note_look}</ButtonLink>}>{said}</Banner>
}

/** While a request waits: kept sealed on this device, and locked as soon as somebody has claimed it, before the first words go. */
export function EmergencyBefore({ conv, onTyping }: { conv: string; onTyping: (isTyping: boolean) => void }) {
  const w = useWords(reportWords)
  const offer = useLoad(whatIsOffered, [])
  const [kept, setKept] = useState<boolean | null>(null)
  useEffect(() => { void waitingContact(conv).then((found) => setKept(found !== null)) }, [conv])
  if (offer.state !== 'here' || !offer.data.emergencyContact || kept === null) return null
  return (
    <Card title={w.emergency_title}>
      <div className="stack">
        <p>{w.emergency_intro_waiting}</p>
        {kept ? (
          <>
            <Banner tone="ok" icon={CircleCheck}>{w.emergency_will}</Banner>
            <div><Button look="link" onClick={() => void forgetWaitingContact(conv).then(() => setKept(false))}>{w.remove}</Button></div>
          </>
        ) : (
          <>
            <p className="small muted">{w.emergency_else}</p>
            <ContactForm send={async (entered) => { await keepWaitingContact(conv, entered); return true }} onTyping={onTyping} onSent={() => { setKept(true); onTyping(false) }} label={w.emergency_leave} />
          </>
        )}
      </div>
    </Card>
  )
}
