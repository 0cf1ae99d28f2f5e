import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkboxes } from '../../../ui/choices.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { CircleCheck, MessageCircle, ShieldCheck } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { type RefusedAnswer, useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { ThreadView } from '../../conversations/rules/talk.ts'
import { type NamedContact, quoteOf, readers, reportFits, reportSupporter, whatIsOffered, wordsIn } from '../client.ts'
import { MOST_QUOTES } from '../rules.ts'
import { HelpLink } from './help-link.tsx'
import { namesIn, reportWords } from './words.ts'

interface About {
  readonly view: ThreadView
  /** What the conversation calls them. */
  readonly name: string
  /** Where the conversation is. */
  readonly back: string
}

/** One question: which messages should the two safety contacts read? Nothing needs proof, and nothing has to be chosen. */
export function ReportSupporter({ view, name, back }: About) {
  const w = useWords(reportWords)
  const { locale } = useLocale()
  const to = useLoad(() => readers(view.person), [view.person])
  const [sentTo, setSentTo] = useState<readonly NamedContact[] | null>(null)
  if (sentTo) return <Sent name={name} names={namesIn(locale, sentTo.map((contact) => contact.name))} back={back} />
  return (
    <div className="stack column">
      <PageHeader title={w.report_title(name)} back={{ href: back, label: w.back }} />
      <Loaded load={to}>{(found) => (found.length ? <ReportForm view={view} name={name} to={found} onSent={() => setSentTo(found)} /> : <NobodyYet name={name} />)}</Loaded>
    </div>
  )
}

function ReportForm({ view, name, to, onSent }: { view: ThreadView; name: string; to: readonly NamedContact[]; onSent: () => void }) {
  const w = useWords(reportWords)
  const dates = useDates()
  const { locale } = useLocale()
  const offer = useLoad(whatIsOffered, [])
  const [chosen, setChosen] = useState<string[]>([])
  const [words, setWords] = useState('')
  const supporter = view.sheet.members.findLast(({ side }) => side === 'supporter')
  const student = view.sheet.members.find(({ side }) => side === 'student')!.account
  const lines = view.lines.filter(({ content }) => content && wordsIn(content))
  // The check is fetched, too: without a network it is not passed, and the reason is said like any other.
  const sending = useSend(async (): Promise<object | RefusedAnswer> => {
    const quotes = lines.filter(({ msgId }) => chosen.includes(msgId)).flatMap((line) => quoteOf(line, student) ?? [])
    const about = { conv: view.conv, supporter: { person: view.person ?? '', account: supporter?.account ?? '', name }, words: words.trim(), quotes }
    if (!quotes.length && !about.words) return { refused: 'empty', sentence: w.report_empty }
    if (quotes.length > MOST_QUOTES || !(await reportFits({ kind: 'supporter', ...about }))) return { refused: 'too-long', sentence: w.report_too_long }
    return reportSupporter(about, to)
  })
  return (
    <form className="stack" onSubmit={async (event) => { event.preventDefault(); if (await sending.send()) onSent() }}>
      <p>{w.report_intro}</p>
      <Banner icon={ShieldCheck} title={w.report_who(namesIn(locale, to.map((contact) => contact.name)))}>{w.report_pseudonym}</Banner>
      {lines.length ? (
        <Checkboxes label={w.report_choose} hint={w.report_choose_hint} values={chosen} onValues={setChosen} options={lines.map(({ msgId, sender, arrivedOn, content }) => ({
          value: msgId,
          label: <span className="quoted"><span className="small muted">{sender === student ? w.report_mine(dates.plainDay(arrivedOn)) : w.report_theirs(name, dates.plainDay(arrivedOn))}</span>{wordsIn(content!)}</span>,
          sub: sender === student ? w.report_deniable : w.report_provable,
        }))} />
      ) : null}
      <TextArea label={w.report_words} hint={w.report_words_hint} rows={4} maxLength={4_000} value={words} onValue={setWords} />
      {offer.state === 'here' ? <p className="small muted">{w.report_kept(offer.data.reportDays)}</p> : null}
      <SentBanner sent={sending.sent} />
      <div className="ending"><Button type="submit" busy={sending.busy}>{w.report_send}</Button></div>
    </form>
  )
}

function Sent({ name, names, back }: { name: string; names: string; back: string }) {
  const w = useWords(reportWords)
  return (
    <div className="stack column">
      <PageHeader title={w.report_sent_title} back={{ href: back, label: w.back }} />
      <Banner tone="ok" icon={CircleCheck}>{w.report_sent(names)}</Banner>
      <p>{w.report_sent_where}</p>
      <Card title={w.report_next}>
        <div className="stack">
          <p>{w.report_block_hint(name)}</p>
          <div className="ending">
            <ButtonLink look="quiet" icon={MessageCircle} href="/write">{w.report_other}</ButtonLink>
            <ButtonLink look="quiet" href="/standing">{w.mine_title}</ButtonLink>
            <HelpLink />
          </div>
        </div>
      </Card>
    </div>
  )
}

/** No two safety contacts whose keys are signed: said plainly, with what else there is. */
function NobodyYet({ name }: { name: string }) {
  const w = useWords(reportWords)
  return (
    <div className="stack">
      <Banner tone="warn" title={w.report_none_title}>{w.report_none}</Banner>
      <ul className="stack-tight">
        <li>{w.report_none_block(name)}</li>
        <li>{w.report_none_school}</li>
        <li>{w.report_none_lines}</li>
      </ul>
      <div className="ending"><HelpLink /></div>
    </div>
  )
}
