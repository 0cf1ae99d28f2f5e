import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DoorOpen, MapPin } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useSession } from '../../accounts/client.ts'
import { readOpenWays, sayComing } from '../client.ts'
import type { DropIn } from '../rules/listing.ts'
import { SupporterLine } from './supporter-card.tsx'
import { SupporterFacts } from './supporter-facts.tsx'
import { useChoices, useShown, type Choices } from './use-offers.ts'
import { WayButton } from './way-button.tsx'
import { useBookingWords } from './words.ts'
import './bookings.css'

/** Open doors: who is here, where, and the next ones. Nobody needs an account to come by. */
export function DropIns() {
  const w = useBookingWords()
  const choices = useChoices()
  return (
    <div className="stack column">
      <PageHeader title={w.drop_in_title} sub={w.drop_in_sub} back={{ href: '/', label: w.home }} />
      <Loaded load={choices}>{(found) => <Doors choices={found} />}</Loaded>
    </div>
  )
}

function Doors({ choices }: { choices: Choices }) {
  const w = useBookingWords()
  const { offers } = useShown(choices)
  const now = Date.now()
  const here = offers.dropIns.filter((d) => d.startsAt <= now && d.endsAt > now)
  const later = offers.dropIns.filter((d) => d.startsAt > now).slice(0, 5)
  return (
    <>
      {here.length ? here.map((d) => <Door key={`${d.supporter} ${d.startsAt}`} dropIn={d} choices={choices} open />) : <Banner action={<ButtonLink look="quiet" small href="/find">{w.book_a_time}</ButtonLink>}>{w.no_door_open}</Banner>}
      {later.length ? <h2>{w.next_doors}</h2> : null}
      {later.map((d) => <Door key={`${d.supporter} ${d.startsAt}`} dropIn={d} choices={choices} />)}
    </>
  )
}

function Door({ dropIn, choices, open }: { dropIn: DropIn; choices: Choices; open?: boolean }) {
  const w = useBookingWords()
  const dates = useDates()
  const [id] = useState(() => crypto.randomUUID())
  const { send, sent, busy } = useSend(sayComing)
  const person = choices.who.get(dropIn.supporter)
  const coming = sent.state === 'done' ? sent.answer.coming : dropIn.onTheirWay
  if (!person) return null
  return (
    <Card title={open ? w.until(dates.time(dropIn.endsAt)) : dates.dayTime(dropIn.startsAt)} aside={coming ? <Badge tone={coming >= dropIn.capacity ? 'warm' : 'plain'}>{w.on_their_way(coming, dropIn.capacity)}</Badge> : undefined}>
      <div className="stack">
        <SupporterLine person={person} face={choices.face} />
        <SupporterFacts person={person} face={choices.face} />
        {dropIn.place ? <p className="row"><MapPin /><span><strong>{dropIn.place.name}</strong> {dropIn.place.directions}</span></p> : null}
        {dropIn.formats.some((format) => format !== 'in-person') ? <DoorLinks dropIn={dropIn} open={open === true} /> : null}
        {dropIn.place ? <p className="small muted">{w.seen_in_person(person.displayName)}</p> : null}
        <SentBanner sent={sent} />
        {sent.state === 'done' ? <Banner tone="ok">{w.they_know(person.displayName)}</Banner>
          : open ? <Button look="quiet" icon={DoorOpen} busy={busy} onClick={() => void send(id, dropIn)}>{w.on_my_way}</Button> : null}
      </div>
    </Card>
  )
}

function DoorLinks({ dropIn, open }: { dropIn: DropIn; open: boolean }) {
  const w = useBookingWords()
  const { at } = useSession()
  const ways = useLoad(async () => (open && at === 'open' ? readOpenWays() : { ways: [] }), [open, at])
  return (
    <Loaded load={ways} lines={1}>{(found) => {
      const mine = found.ways.filter((way) => way.supporter === dropIn.supporter && way.startsAt === dropIn.startsAt)
      return mine.length ? <div className="ending">{mine.map(({ way }) => <WayButton key={way} way={way} />)}</div> : <p className="small muted">{w.door_by_link}</p>
    }}</Loaded>
  )
}
