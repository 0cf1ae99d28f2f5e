import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { chooseMail, confirmTestAlert, myChannels, openCalendar, removeChannel, sendTestAlert, subscribeToPush, type PushProblem } from '../client.ts'
import type { MyChannels } from '../contract.ts'
import { alertsAPerson } from '../rules.ts'
import { noticeWords } from './words.ts'

/** Where a supporter says how bookings should reach them, and tries it once. */
export function MyChannelsScreen() {
  const w = useWords(noticeWords)
  const load = useLoad(myChannels, [])
  return (
    <div className="stack column">
      <PageHeader title={w.title} sub={w.intro} />
      <Loaded load={load}>
        {(mine) => (
          <div className="stack">
            <TurnedOn mine={mine} changed={load.reload} />
            {mine.channels.some(({ kind }) => alertsAPerson(kind)) && <TestAlert confirmed={mine.confirmed} changed={load.reload} />}
            <PushCard pushKey={mine.pushKey} changed={load.reload} />
            <MailCard offered={mine.mailOffered} changed={load.reload} />
            <CalendarCard exists={mine.channels.some(({ kind }) => kind === 'calendar')} changed={load.reload} />
          </div>
        )}
      </Loaded>
    </div>
  )
}

interface Changing { readonly changed: () => void }

function TurnedOn({ mine, changed }: { mine: MyChannels } & Changing) {
  const w = useWords(noticeWords)
  const { send, sent, busy } = useSend(removeChannel)
  if (!mine.channels.length) return <Banner tone="warn">{w.none}</Banner>
  const nameOf = { push: () => w.channel_push, mail: (address: string) => w.channel_mail(address), calendar: () => w.channel_calendar }
  return (
    <Card title={w.mine} {...(mine.confirmed ? { aside: <Badge tone="ok">{w.reach_confirmed}</Badge> } : {})}>
      <ul className="stack-tight">
        {mine.channels.map(({ id, kind, address }) => (
          <li key={id} className="row-apart">
            <span>{nameOf[kind](address ?? '')}</span>
            <Button look="quiet" small disabled={busy} aria-label={`${w.remove}: ${nameOf[kind](address ?? '')}`} onClick={async () => { if (await send(id)) changed() }}>{w.remove}</Button>
          </li>
        ))}
      </ul>
      <SentBanner sent={sent} />
    </Card>
  )
}

function TestAlert({ confirmed, changed }: { confirmed: boolean } & Changing) {
  const w = useWords(noticeWords)
  const test = useSend(sendTestAlert)
  const confirmation = useSend(confirmTestAlert)
  const [digits, setDigits] = useState('')
  if (confirmed) return <Banner tone="ok">{w.test_done}</Banner>
  return (
    <Card title={w.test_title} sub={w.test_help}>
      <form className="stack" onSubmit={async (event) => {
        event.preventDefault()
        if (await confirmation.send(digits.trim())) changed()
      }}>
        <div className="row">
          <Button look="quiet" busy={test.busy} onClick={() => void test.send()}>{w.test_send}</Button>
        </div>
        {test.sent.state === 'done' && <Banner tone="info">{w.test_sent}</Banner>}
        <SentBanner sent={test.sent} />
        <TextInput label={w.test_digits} value={digits} onValue={setDigits} inputMode="numeric" autoComplete="one-time-code" maxLength={4} />
        <SentBanner sent={confirmation.sent} />
        <div className="ending"><Button look="primary" type="submit" busy={confirmation.busy} disabled={digits.trim().length !== 4}>{w.test_confirm}</Button></div>
      </form>
    </Card>
  )
}

function PushCard({ pushKey, changed }: { pushKey: string } & Changing) {
  const w = useWords(noticeWords)
  const [problem, setProblem] = useState<PushProblem | null>(null)
  const { send, sent, busy } = useSend(async () => {
    const answer = await subscribeToPush(pushKey)
    setProblem(typeof answer === 'string' ? answer : null)
    return typeof answer === 'string' ? { id: '' } : answer
  })
  return (
    <Card title={w.push_title} sub={w.push_help}>
      <div className="stack">
        {problem && <Banner tone="warn">{problem === 'refused' ? w.push_refused : w.push_impossible}</Banner>}
        <SentBanner sent={sent} />
        <Button look="quiet" busy={busy} onClick={async () => { if ((await send())?.id) changed() }}>{w.push_on}</Button>
      </div>
    </Card>
  )
}

function MailCard({ offered, changed }: { offered: boolean } & Changing) {
  const w = useWords(noticeWords)
  const { send, sent, busy } = useSend(chooseMail)
  const [address, setAddress] = useState('')
  if (!offered) return <Card title={w.mail_title}><p className="muted">{w.mail_not_offered}</p></Card>
  return (
    <Card title={w.mail_title} sub={w.mail_help}>
      <form className="stack" onSubmit={async (event) => {
        event.preventDefault()
        if (await send(address.trim())) changed()
      }}>
        <TextInput label={w.mail_address} type="email" autoComplete="email" required value={address} onValue={setAddress} />
        <SentBanner sent={sent} />
        <div><Button look="quiet" type="submit" busy={busy}>{w.mail_on}</Button></div>
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
        {address && <Button look="quiet" onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}>{copied ? w.copied : w.copy}</Button>}
        <SentBanner sent={sent} />
        {!address && <div><Button look="quiet" busy={busy} onClick={async () => { if (await send()) changed() }}>{exists ? w.calendar_renew : w.calendar_on}</Button></div>}
      </div>
    </Card>
  )
}
