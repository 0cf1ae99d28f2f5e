import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ChoiceChips, Radios } from '../../../ui/choices.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Lock } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { useLoad, useSend, type RefusedAnswer } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { session, useSession } from '../../accounts/client.ts'
import { enrolByCard, takeErrand } from '../../enrolment/client.ts'
import type { OfferedFormat } from '../../hours/rules/formats.ts'
import { joinAsStudent, prefer, preferencesNow, preferencesRead, renew, usePreferences, wayIn } from '../../students/client.ts'
import { bookSlot, moveBooking, staleListSince, wordsLeft, type Note } from '../client.ts'
import type { ListedSupporter } from '../contract.ts'
import type { ListedSlot } from '../rules/listing.ts'
import { formatName } from './format-name.ts'
import { LimitsStep } from './limits-step.tsx'
import { useChoices, type Choices } from './use-offers.ts'
import { WayInStep } from './way-in-step.tsx'
import { useBookingWords } from './words.ts'
import './bookings.css'

/** One time with one person: how to meet, a few words if wanted, and the booking. */
export function BookTime({ supporter, startsAt, late }: { supporter: string; startsAt: number; late: LateChoice }) {
  const w = useBookingWords()
  const choices = useChoices()
  return <Loaded load={choices}>{(found) => <Slot choices={found} supporter={supporter} startsAt={startsAt} late={late} gone={<Gone text={w.time_gone} />} />}</Loaded>
}

function Gone({ text }: { text: string }) {
  const w = useBookingWords()
  return (
    <div className="stack column">
      <PageHeader title={w.time_gone_title} back={{ href: '/find', label: w.other_times }} />
      <Banner>{text}</Banner>
      <ButtonLink href="/find" wide>{w.other_times}</ButtonLink>
    </div>
  )
}

function Slot({ choices, supporter, startsAt, late, gone }: { choices: Choices; supporter: string; startsAt: number; late: LateChoice; gone: ReactNode }) {
  // What was on offer when this page opened stays on it: a refusal speaks, nothing vanishes under the thumb.
  const [slot] = useState(() => choices.offers.slots.find((s) => s.supporter === supporter && s.startsAt === startsAt))
  const person = choices.who.get(supporter)
  return slot && person ? <Booking choices={choices} slot={slot} person={person} late={late} /> : gone
}

type Step = 'choose' | 'limits' | 'way-in'
/** What outlives the way to the school's sign-in and back. */
interface Typed {
  readonly format: OfferedFormat | null
  readonly note: Note
  readonly limitsRead: number
  readonly hidden: readonly string[]
}
/** How somebody without an account comes in, where there is more than cards and codes: main hands it in. */
export type LateChoice = ComponentType<{ errand: { path: string; typed: unknown }; card: ReactNode; onBack: () => void }>
const firstFormat = (slot: ListedSlot): OfferedFormat | null =>
  slot.formats.find((format) => format === preferencesNow().format) ?? (slot.formats.length === 1 ? slot.formats[0]! : null)

function Booking({ choices, slot, person, late: Late }: { choices: Choices; slot: ListedSlot; person: ListedSupporter; late: LateChoice }) {
  const w = useBookingWords()
  const dates = useDates()
  const { locale } = useLocale()
  const [path, go] = useLocation()
  const { at } = useSession()
  const [search] = useSearchParams()
  const moving = search.get('move')
  const { limitsRead } = usePreferences()
  const [step, setStep] = useState<Step>('choose')
  const [id] = useState(() => crypto.randomUUID())
  const [format, setFormat] = useState<OfferedFormat | null>(() => firstFormat(slot))
  const [note, setNote] = useState<Note>({ topic: null, words: '' })
  const [missing, setMissing] = useState(false)
  // Whoever left for the school's sign-in finds again what they had chosen and typed.
  const [restored, setRestored] = useState(false)
  useEffect(() => void takeErrand<Typed>(location.pathname).then((typed) => {
    if (!typed) return
    prefer({ limitsRead: Math.max(typed.limitsRead, preferencesNow().limitsRead), hidden: [...new Set([...preferencesNow().hidden, ...typed.hidden])] })
    setFormat(typed.format)
    setNote(typed.note)
    setRestored(true)
  }), [])
  const must = choices.face.limitsVersion
  const wish = { id, supporter: slot.supporter, startsAt: slot.startsAt, format: format ?? 'video', language: locale } as const
  const { send, sent, busy } = useSend(async (): Promise<{ id: string } | RefusedAnswer> => {
    const joined = await join()
    if (joined) return joined
    return moving ? moveBooking(moving, wish) : bookSlot({ ...wish, note })
  })

  const proceed = async () => {
    await preferencesRead()
    if (!format) return setMissing(true)
    if (wordsLeft(note.words) < 0) return
    if (!moving && must !== null && preferencesNow().limitsRead < must) return setStep('limits')
    if (session.current().at !== 'open' && !(await wayIn())) return setStep('way-in')
    setStep('choose')
    const booked = await send()
    if (booked) {
      prefer({ format })
      go(`/booked/${booked.id}`, { replace: true })
    }
  }
  const refused = sent.state === 'refused' ? sent.refusal.refused : null
  useEffect(() => {
    if (refused === 'code-replaced' || refused === 'card-used' || refused === 'code-wrong') setStep('way-in')
    if (refused === 'limits-changed') prefer({ limitsRead: 0 })
  }, [refused, sent])

  if (step === 'limits') return <LimitsStep read={limitsRead} onBack={() => setStep('choose')} onRead={(version) => { prefer({ limitsRead: version }); void proceed() }} />
  if (step === 'way-in') {
    const card = <WayInStep refusal={sent.state === 'refused' ? sent.refusal : null} onBack={() => setStep('choose')} onShown={() => void proceed()} />
    const errand = { path, typed: { format, note, limitsRead, hidden: preferencesNow().hidden } satisfies Typed }
    // Who has an account already, or has typed a card that was refused, is at the card.
    return at === 'open' || refused ? card : <Late errand={errand} card={card} onBack={() => setStep('choose')} />
  }
  return (
    <div className="stack column">
      <PageHeader title={dates.dayTime(slot.startsAt)} sub={w.with_minutes(person.displayName, Math.round((slot.endsAt - slot.startsAt) / 60_000))} back={{ href: moving ? `/find?move=${moving}` : '/find', label: w.other_times }} />
      <SentBanner sent={sent} onRetry={() => void proceed()} />
      {refused && ['slot-taken', 'slot-gone', 'same-time'].includes(refused) ? <ButtonLink look="quiet" href={moving ? `/find?move=${moving}` : '/find'}>{w.other_times}</ButtonLink> : null}
      {refused === 'two-open' ? <ButtonLink look="quiet" href="/mine">{w.my_times}</ButtonLink> : null}
      <div className="how-to-choose"><Radios label={w.how_to_meet} error={missing && !format ? w.choose_one : undefined} value={format} onValue={setFormat}
        options={slot.formats.map((value) => ({ value, label: formatName(w, value), sub: { 'in-person': w.seen_in_person, phone: w.heard_by_phone, video: w.seen_by_video }[value](person.displayName) }))} /></div>
      {moving ? null : <NoteFields key={restored ? 'restored' : 'new'} note={note} onNote={setNote} choices={choices} name={person.displayName} />}
      <SessionHint />
      <Button wide busy={busy || at === 'starting'} onClick={() => void proceed()}>{moving ? w.move_here : w.book_this}</Button>
    </div>
  )
}

/** An account, silently: only where there is none yet, or where its code was replaced and another is at hand. */
async function join(): Promise<RefusedAnswer | null> {
  const shown = await wayIn()
  if (!shown) return null
  const { by, letters } = shown
  if (by === 'issuer-card') return enrolByCard(letters)
  if (session.current().at === 'open') {
    const renewed = await renew({ by, letters })
    return 'refused' in renewed ? renewed : null
  }
  const joined = await joinAsStudent({ by, letters })
  return 'refused' in joined ? joined : null
}

function SessionHint() {
  const w = useBookingWords()
  const { at } = useSession()
  return at === 'locked' || at === 'turned-away' ? <Banner action={<ButtonLink look="quiet" small href="/return">{w.open_account}</ButtonLink>}>{w.account_locked}</Banner> : null
}

function NoteFields({ note, onNote, choices, name }: { note: Note; onNote: (note: Note) => void; choices: Choices; name: string }) {
  const w = useBookingWords()
  const { slug } = useProgram()
  const { locale } = useLocale()
  const dates = useDates()
  const list = useLoad(staleListSince, [])
  const left = wordsLeft(note.words)
  const [begun] = useState(note.words !== '' || note.topic !== null) // after a refusal nothing that was typed hides
  return (
    <Disclosure summary={w.add_note(name)} open={begun}>
      <div className="stack">
        <ChoiceChips label={w.topic} options={choices.face.topics.map((topic) => ({ value: topic.id, label: topic.name }))} value={note.topic}
          onValue={(topic) => onNote({ ...note, topic: topic === note.topic ? null : topic })} />
        <TextArea label={w.few_words} hint={w.few_words_hint(name)} rows={3} value={note.words} onValue={(words) => onNote({ ...note, words })} error={left < 0 ? w.too_many_words : undefined} />
        {list.state === 'here' && list.data.confirmedOn ? <p className="small">{w.list_confirmed_on(dates.plainDate(list.data.confirmedOn))}</p> : null}
        <p className="private-line small muted"><Lock /><span>{w.locked_to(name)} <a href={`/${slug}/privacy?lang=${locale}`}>{w.what_this_cannot_protect}</a></span></p>
      </div>
    </Disclosure>
  )
}
