import { Banner } from '../../../ui/banner.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useSession } from '../../accounts/client.ts'
import type { MyBooking } from '../contract.ts'
import { HowToMeet } from './how-to-meet.tsx'
import { formatName } from './format-name.ts'
import { useChoices, useMine } from './use-offers.ts'
import { useBookingWords } from './words.ts'
import './bookings.css'

/** It is booked: when, with whom, how to find each other, and then a way back to this account. */
export function Booked({ booking }: { booking: string }) {
  const w = useBookingWords()
  const mine = useMine()
  const choices = useChoices()
  return (
    <Loaded load={mine}>
      {(found) => {
        const booked = found?.bookings.find(({ id }) => id === booking)
        const name = (choices.state === 'here' && booked && choices.data.who.get(booked.supporter)?.displayName) || ''
        return booked ? <Confirmed booking={booked} name={name} /> : <Banner action={<ButtonLink look="quiet" small href="/mine">{w.my_times}</ButtonLink>}>{w.not_among_yours}</Banner>
      }}
    </Loaded>
  )
}

function Confirmed({ booking, name }: { booking: MyBooking; name: string }) {
  const w = useBookingWords()
  const dates = useDates()
  const state = useSession()
  return (
    <div className="stack column">
      <PageHeader title={w.booked_title} sub={w.booked_sub(dates.dayTime(booking.startsAt), name, formatName(w, booking.format))} />
      <Card><HowToMeet booking={booking} name={name} /></Card>
      <p className="muted">{booking.seen ? w.seen_by(name) : w.not_yet_seen(name)}</p>
      {state.at === 'open' && state.waysBack === 0 ? (
        <Card title={w.keep_way_back} sub={w.keep_way_back_sub}>
          <ButtonLink wide href="/way-back">{w.keep_way_back_do}</ButtonLink>
        </Card>
      ) : null}
      <ButtonLink look="quiet" wide href="/mine">{w.my_times}</ButtonLink>
    </div>
  )
}
