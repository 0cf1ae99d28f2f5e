import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Badge, DateTile } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { ActionCard, Card } from '../../../ui/card.tsx'
import { Hero } from '../../../ui/hero.tsx'
import { CalendarClock, DoorOpen, LifeBuoy, Lock } from '../../../ui/icons.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { useFocusOnArrival } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { useSession } from '../../accounts/client.ts'
import type { MyBooking, MyBookings } from '../contract.ts'
import { homeWords } from './words.ts'
import { SupporterLine } from './supporter-card.tsx'
import { useChoices, useMine, useShown, type Choices } from './use-offers.ts'
import { NobodyHere } from './nobody-here.tsx'
import { fits } from './matching.ts'
import { formatName } from './format-name.ts'
import '../../../ui/choices.css'
import './bookings.css'

/** How somebody writes instead of meeting; it belongs to a room below, so the page hands it in. A big action, or one line of text. */
export type WriteEntry = (look: 'primary' | 'line', nameOf: (supporter: string) => string | undefined) => ReactNode

/** The first screen of a student: who is here, who is next, and one's own next time. */
export function StudentHome({ write }: { write: WriteEntry }) {
  const choices = useChoices()
  const mine = useMine()
  return (
    <Loaded load={choices} lines={6} refused={(refusal) => <ClosedDoors sentence={refusal.sentence} />}>
      {(found) => <Home choices={found} mine={mine.state === 'here' ? mine.data : null} write={found.face.formats.includes('messaging') ? write : null} />}
    </Loaded>
  )
}

function ClosedDoors({ sentence }: { sentence: string | undefined }) {
  const w = useWords(homeWords)
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  return (
    <div className="stack-wide">
      <Hero title={<h1 ref={heading} tabIndex={-1}>{w.home_closed}</h1>}>
        <HelpAction />
      </Hero>
      {sentence ? <Banner>{sentence}</Banner> : null}
    </div>
  )
}

function Home({ choices, mine, write }: { choices: Choices; mine: MyBookings | null; write: WriteEntry | null }) {
  const w = useWords(homeWords)
  const dates = useDates()
  const shown = useShown(choices)
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const now = Date.now()
  const { slots, dropIns, next } = shown.offers
  const here = dropIns.filter((d) => d.startsAt <= now && d.endsAt > now)
  const first = slots[0]
  const nextAt = first?.startsAt ?? next
  const nobody = here.length === 0
  const nextName = first && shown.who.get(first.supporter)?.displayName
  const nameOf = (supporter: string) => shown.who.get(supporter)?.displayName
  const nextTime = nextAt === null ? w.no_times : nextName ? w.next_with(dates.soon(nextAt, now), nextName) : w.next_at(dates.soon(nextAt, now))
  return (
    <div className="stack-wide">
      <Hero title={<h1 ref={heading} tabIndex={-1}>{nobody ? w.home_title : w.home_title_now}</h1>}>
        {nobody ? null : <ActionCard look="primary" icon={DoorOpen} href="/here" title={w.come_by} sub={w.here_until(here.length, dates.time(Math.max(...here.map((d) => d.endsAt))))} />}
        {nobody && write ? write('primary', nameOf) : <ActionCard look={nobody ? 'primary' : 'plain'} icon={CalendarClock} href="/find" title={w.book_a_time} sub={nextTime} />}
        {nobody ? <HelpAction /> : null}
      </Hero>
      {nobody && write ? <p className="centred"><Link href="/find">{w.book_a_time}</Link> <span className="small muted">{nextTime}</span></p> : null}
      {nobody ? null : write?.('line', nameOf)}
      <PrivateLine />
      {nobody ? <NobodyHere dropIn={dropIns.find((d) => d.startsAt > now) ?? null} /> : null}
      <div className="grid-2 home-grid">
        <NextMeeting mine={mine} choices={choices} now={now} />
        <OnYourMind choices={shown} />
      </div>
      <People choices={shown} now={now} here={here.map((d) => d.supporter)} />
    </div>
  )
}

function HelpAction() {
  const w = useWords(homeWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  return (
    <a className="action-card help-action" href={`/${slug}/help?lang=${locale}`}>
      <span className="action-card-icon"><LifeBuoy /></span>
      <span className="action-card-text">
        <span className="action-card-title">{w.help_awake}</span>
        <span className="action-card-sub">{w.help_awake_sub}</span>
      </span>
    </a>
  )
}

function PrivateLine() {
  const w = useWords(homeWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  const { at } = useSession()
  return (
    <p className="private-line small muted">
      <Lock />
      <span>
        {w.no_name} <a href={`/${slug}/privacy?lang=${locale}`}>{w.what_this_cannot_protect}</a>
        {at === 'none' ? <> · <Link href="/return">{w.been_here_before}</Link></> : null}
      </span>
    </p>
  )
}

function NextMeeting({ mine, choices, now }: { mine: MyBookings | null; choices: Choices; now: number }) {
  const w = useWords(homeWords)
  const dates = useDates()
  if (!mine) return null
  const next = mine.bookings.find((b) => b.state === 'standing' && b.endsAt > now)
  const news = mine.bookings.find((b) => b.state === 'cancelled' && b.cancelledBy !== 'student' && b.endsAt > now)
  const opened = mine.waiting && choices.offers.slots.find((slot) => fits(choices.who.get(slot.supporter), { language: mine.waiting!.language, topic: mine.waiting!.topic }))
  if (!next && !news && !opened) return null
  return (
    <section className="stack-tight">
      <h2>{w.your_next}</h2>
      {news ? <Banner action={<Link href="/mine">{w.see_it}</Link>}>{w.called_off_short(dates.dayTime(news.startsAt))}</Banner> : null}
      {opened ? <Banner tone="ok" action={<Link href={`/book/${opened.supporter}/${opened.startsAt}`}>{w.see_it}</Link>}>{w.something_opened(dates.dayTime(opened.startsAt))}</Banner> : null}
      {next ? <NextCard booking={next} name={choices.who.get(next.supporter)?.displayName ?? ''} now={now} /> : null}
    </section>
  )
}

function NextCard({ booking, name, now }: { booking: MyBooking; name: string; now: number }) {
  const w = useWords(homeWords)
  const dates = useDates()
  return (
    <Link href="/mine" className="card next-card">
      <DateTile at={booking.startsAt} />
      <span className="next-card-text">
        <strong>{dates.dayTime(booking.startsAt)}</strong>
        <span className="muted">{w.with_in(name, formatName(w, booking.format))}</span>
        <Badge tone="brand">{dates.relativeDay(booking.startsAt, now)}</Badge>
      </span>
    </Link>
  )
}

function OnYourMind({ choices }: { choices: Choices }) {
  const w = useWords(homeWords)
  const topics = choices.face.topics.slice(0, 8)
  if (topics.length === 0) return null
  return (
    <section className="stack-tight">
      <h2>{w.on_your_mind}</h2>
      <div className="chips">
        {topics.map((topic) => <Link key={topic.id} className="chip" href={`/find?topic=${topic.id}`}>{topic.name}</Link>)}
      </div>
    </section>
  )
}

function People({ choices, now, here }: { choices: Choices; now: number; here: readonly string[] }) {
  const w = useWords(homeWords)
  const soonest = [...new Set([...here, ...choices.offers.slots.map((slot) => slot.supporter)])].slice(0, 3)
  const people = soonest.flatMap((id) => choices.who.get(id) ?? [])
  if (people.length === 0) return null
  return (
    <section className="stack-tight">
      <div className="row-apart">
        <h2>{here.length ? w.here_heading : w.soonest_people}</h2>
        <Link href="/find" className="see-all">{w.see_all}</Link>
      </div>
      <div className="grid-3">
        {people.map((person) => (
          <Card key={person.id}>
            <SupporterLine person={person} face={choices.face} next={choices.offers.slots.find((slot) => slot.supporter === person.id)?.startsAt ?? null} now={now} />
          </Card>
        ))}
      </div>
    </section>
  )
}
