import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { addressHere, chooseMail, confirmTestAlert, myChannels, openCalendar, removeChannel, sendTestAlert, subscribeToPush, type PushProblem } from '../client.ts'
import type { MyChannels as MyChannelsAnswer } from '../contract.ts'
import { alertsAPerson } from '../rules.ts'
import { noticeWords } from './words.ts'
import './notices.css'

/** Whose page it is. To supporters it speaks of bookings; to everybody else of what waits for them. */
type Told = 'supporter' | 'coordinator' | 'safety-contact' | 'on-call'

export const SupporterChannels = () => <MyChannels told="supporter" />
export const CoordinatorChannels = () => <MyChannels told="coordinator" />
export const SafetyContactChannels = () => <MyChannels told="safety-contact" />
export const OnCallChannels = () => <MyChannels told="on-call" />

/** Where somebody of the staff says how notices should reach them, and tries it once. */
function MyChannels({ told }: { told: Told }) {
  const w = useWords(noticeWords)
  const intro = { supporter: w.intro, coordinator: w.intro_coordinator, 'safety-contact': w.intro_safety_contact, 'on-call': w.intro_on_call }[told]
  const isBooked = told === 'supporter'
  const load = useLoad(myChannels, [])
  const here = useLoad(addressHere, [])
  const changed = () => {
    load.reload()
    here.reload()
  }
  const thisDevice = here.state === 'here' ? here.data : null
  return (
    <div className="stack column">
      <PageHeader title={w.title} sub={intro} />
      <Loaded load={load}>
        {(mine) => (
          <div className="stack">
            <TurnedOn mine={mine} isBooked={isBooked} thisDevice={thisDevice} changed={changed} />
            {mine.channels.some(({ kind }) => alertsAPerson(kind)) ? <TestAlert confirmed={mine.confirmed} isBooked={isBooked} changed={changed} /> : null}
            <PushCard pushKey={mine.pushKey} mine={mine.channels.map(({ address }) => address)} on={mine.channels.some(({ kind, address }) => kind === 'push' && address === thisDevice)} changed={changed} />
            <MailCard offered={mine.mailOffered} chosen={mine.channels.some(({ kind }) => kind === 'mail')} changed={changed} />
            {isBooked || mine.channels.some(({ kind }) => kind === 'calendar') ? <CalendarCard exists={mine.channels.some(({ kind }) => kind === 'calendar')} changed={changed} /> : null}
          </div>
        )}
      </Loaded>
    </div>
  )
}

interface Changing { readonly changed: () => void }
interface Booked { readonly isBooked: boolean }
type Channel = MyChannelsAnswer['channels'][number]

function TurnedOn({ mine, isBooked, thisDevice, changed }: { mine: MyChannelsAnswer; thisDevice: string | null } & Booked & Changing) {
  const w = useWords(noticeWords)
  if (!mine.channels.length) return <Banner tone="warn">{isBooked ? w.none : w.none_staff}</Banner>
  const alerting = mine.channels.filter(({ kind }) => alertsAPerson(kind))
  const nameOf = ({ kind, address }: Channel): string =>
    kind === 'mail' ? w.channel_mail(address ?? '') : kind === 'calendar' ? w.channel_calendar : address === thisDevice ? w.channel_this_device : w.channel_push
  return (
    <Card title={w.mine}>
      <div className="stack">
        <ul className="stack-tight">
          {mine.channels.map((channel) => (
            <li key={channel.id} className="row-apart">
              <span className="channel-name">{nameOf(channel)}</span>
              <Remove channel={channel} name={nameOf(channel)} isLast={mine.confirmed && alerting.length === 1 && alerting[0] === channel} isBooked={isBooked} changed={changed} />
            </li>
          ))}
        </ul>
        {alerting.length ? null : <Banner tone="warn">{w.calendar_alone}</Banner>}
      </div>
    </Card>
  )
}

/** Asks first where nothing would be left to reach this person: students could no longer book a supporter. */
function Remove({ channel, name, isLast, isBooked, changed }: { channel: Channel; name: string; isLast: boolean } & Booked & Changing) {
  const w = useWords(noticeWords)
  const [asking, setAsking] = useState(false)
  const { send, sent, busy } = useSend(removeChannel)
  const remove = async () => {
    if (!(await send(channel.id, channel.address))) return
    setAsking(false)
    changed()
  }
  return (
    <>
      <Button look="quiet" small busy={busy} aria-label={`${w.remove}: ${name}`} onClick={() => (isLast ? setAsking(true) : void remove())}>{w.remove}</Button>
      {asking ? null : <SentBanner sent={sent} />}
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.remove_last_title}>
        <p>{isBooked ? w.remove_last : w.remove_last_staff}</p>
        <SentBanner sent={sent} />
        <div className="ending">
          <Button busy={busy} onClick={() => void remove()}>{w.remove}</Button>
          <Button look="quiet" onClick={() => setAsking(false)}>{w.keep}</Button>
        </div>
      </Dialog>
    </>
  )
}

function TestAlert({ confirmed, isBooked, changed }: { confirmed: boolean } & Booked & Changing) {
  const w = useWords(noticeWords)
  const test = useSend(sendTestAlert)
  const confirmation = useSend(confirmTestAlert)
  const [digits, setDigits] = useState('')
  if (confirmed) return <Banner tone="ok">{isBooked ? w.test_done : w.test_done_staff}</Banner>
  const type = async () => {
    const right = await confirmation.send(digits.trim())
    setDigits('')
    if (right) changed()
  }
  return (
    <Card title={w.test_title} sub={isBooked ? w.test_help : w.test_help_staff}>
      <form className="stack" onSubmit={(event) => {
        event.preventDefault()
        void type()
      }}>
        {test.sent.state === 'done' ? <Banner tone="info">{w.test_sent}</Banner> : null}
        <SentBanner sent={test.sent} />
        <div><Button look={test.sent.state === 'done' ? 'quiet' : 'primary'} busy={test.busy} onClick={() => {
          confirmation.clear()
          void test.send()
        }}>{test.sent.state === 'done' ? w.test_again : w.test_send}</Button></div>
        <TextInput label={w.test_digits} value={digits} onValue={setDigits} inputMode="numeric" autoComplete="one-time-code" maxLength={4} />
        <SentBanner sent={confirmation.sent} />
        <div className="ending"><Button look="primary" type="submit" busy={confirmation.busy} disabled={!/^\d{4}$/.test(digits.trim())}>{w.test_confirm}</Button></div>
      </form>
    </Card>
  )
}

function PushCard({ pushKey, mine, on, changed }: { pushKey: string; mine: readonly (string | null)[]; on: boolean } & Changing) {
  const w = useWords(noticeWords)
  const [problem, setProblem] = useState<PushProblem | null>(null)
  const { send, sent, busy } = useSend(async () => {
    const answer = await subscribeToPush(pushKey, mine)
    setProblem(typeof answer === 'string' ? answer : null)
    return typeof answer === 'string' ? { id: '' } : answer
  })
  return (
    <Card title={w.push_title} sub={w.push_help}>
      <div className="stack">
        {problem && <Banner tone="warn">{problem === 'refused' ? w.push_refused : w.push_impossible}</Banner>}
        <SentBanner sent={sent} />
        {on ? <p className="row"><Badge tone="ok">{w.push_is_on}</Badge></p> : <div><Button look="quiet" busy={busy} onClick={async () => { if ((await send())?.id) changed() }}>{w.push_on}</Button></div>}
      </div>
    </Card>
  )
}

function MailCard({ offered, chosen, changed }: { offered: boolean; chosen: boolean } & Changing) {
  const w = useWords(noticeWords)
  const { send, sent, busy } = useSend(chooseMail)
  const [address, setAddress] = useState('')
  if (!offered) return <Card title={w.mail_title}><p className="muted">{w.mail_not_offered}</p></Card>
  return (
    <Card title={w.mail_title} sub={w.mail_help}>
      <form className="stack" onSubmit={async (event) => {
        event.preventDefault()
        if (!(await send(address.trim()))) return
        setAddress('')
        changed()
      }}>
        <TextInput label={chosen ? w.mail_other_address : w.mail_address} type="email" autoComplete="email" required value={address} onValue={setAddress} />
        <SentBanner sent={sent} />
        <div><Button look="quiet" type="submit" busy={busy}>{chosen ? w.mail_change : w.mail_on}</Button></div>
      </form>
    </Card>
  )
}

function CalendarCard({ exists, changed }: { exists: boolean } & Changing) {
  const w = useWords(noticeWords)
  const { send, sent, busy } = useSend(openCalendar)
  const [copied, setCopied] = useState(false)
  const address = sent.state === 'done' ? sent.answer.address : null
  return (
    <Card title={w.calendar_title} sub={w.calendar_help}>
      <div className="stack">
        {address && <TextInput label={w.calendar_address} readOnly value={address} onValue={() => {}} onFocus={(event) => event.currentTarget.select()} />}
        {address && <div><Button look="quiet" onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true), () => {})}>{copied ? w.copied : w.copy}</Button></div>}
        <SentBanner sent={sent} />
        {!address && <div><Button look="quiet" busy={busy} onClick={async () => { if (await send()) changed() }}>{exists ? w.calendar_renew : w.calendar_on}</Button></div>}
      </div>
    </Card>
  )
}
