import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Lock } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { isRefusal, useLoad, useSend, type RefusedAnswer } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { session, useSession } from '../../accounts/client.ts'
import { enrolByCard, takeErrand } from '../../enrolment/client.ts'
import { joinAsStudent, prefer, preferencesNow, preferencesRead, renew, usePreferences, wayIn, type Preferences } from '../../students/client.ts'
import { askToWrite, newConv, readOutlook } from '../client.ts'
import { allowedFor, AskChoices, type Chosen } from './ask-choices.tsx'
import { OpenMeanwhile } from './open-meanwhile.tsx'
import { useRequestChoices, type RequestChoices } from './use-choices.ts'
import { useRequestWords } from './words.ts'

/** Steps that belong to other rooms and are handed in by the page: what stays private, and the way in. */
export interface AskSteps {
  readonly limits: ComponentType<{ read: number; onRead: (version: number) => void; onBack: () => void }>
  /** The form for a card or a code. */
  readonly card: ComponentType<{ refusal: RefusedAnswer | null; onShown: () => void; onBack: () => void }>
  /** How somebody without an account comes in, where there is more than cards and codes. */
  readonly late: ComponentType<{ errand: { path: string; typed: unknown }; card: ReactNode; onBack: () => void }>
  /** For an account that came without a token: it may fetch one before it writes. */
  readonly proof?: ComponentType<{ errand: { path: string; typed: unknown } }>
  /** Beside the text box: the words of the on-device list, and the lines they bring. */
  readonly beside?: ComponentType<{ text: string }>
}

/** All that somebody chose and wrote: it outlives the way to the school's sign-in and back, sealed on this device. */
interface Typed extends Pick<Preferences, 'limitsRead' | 'hidden' | 'cohort'> {
  readonly conv: string
  readonly words: string
  readonly chosen: Chosen
}

/** One calm screen: what one would like to say, and, for whoever wants to, topic, language and person. */
export function AskScreen(steps: AskSteps) {
  const choices = useRequestChoices()
  return <Loaded load={choices} lines={6}>{(found) => <Ask choices={found} {...steps} />}</Loaded>
}

type Step = 'write' | 'limits' | 'way-in'

function Ask({ choices, limits: Limits, card: Card, late: Late, proof: Proof, beside: Beside }: AskSteps & { choices: RequestChoices }) {
  const w = useRequestWords()
  const { locale } = useLocale()
  const [path, go] = useLocation()
  const { at } = useSession()
  const { limitsRead, hidden, cohort } = usePreferences()
  const [step, setStep] = useState<Step>('write')
  const [conv, setConv] = useState(newConv)
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<Chosen>({ language: locale, topic: null, to: 'anyone', person: '' })
  const [missing, setMissing] = useState(false)
  useEffect(() => void takeErrand<Typed>(location.pathname).then((typed) => {
    if (!typed) return
    prefer({ limitsRead: Math.max(typed.limitsRead, preferencesNow().limitsRead), hidden: [...new Set([...preferencesNow().hidden, ...typed.hidden])], cohort: preferencesNow().cohort ?? typed.cohort })
    setConv(typed.conv)
    setWords(typed.words)
    setChosen(typed.chosen)
  }), [])
  const allowed = allowedFor(chosen, choices, preferencesNow())
  const must = choices.face.limitsVersion
  const { send, sent, busy } = useSend(async (): Promise<object | RefusedAnswer> => {
    const joined = await join()
    return joined ?? askToWrite({ conv, language: chosen.language, topic: chosen.topic, supporters: allowed === 'nobody' ? [] : allowed }, words)
  })
  const proceed = async () => {
    await preferencesRead()
    if (chosen.to === 'person' && !chosen.person) return setMissing(true)
    if (must !== null && preferencesNow().limitsRead < must) return setStep('limits')
    if (session.current().at !== 'open' && !(await wayIn())) return setStep('way-in')
    setStep('write')
    if (await send()) go('/write/waiting', { replace: true })
  }
  const refused = sent.state === 'refused' ? sent.refusal.refused : null
  useEffect(() => {
    if (refused !== null && OTHER_CARD.includes(refused)) setStep('way-in')
    if (refused === 'text-changed') prefer({ limitsRead: 0 })
  }, [refused, sent])

  const errand = { path, typed: { conv, words, chosen, limitsRead, hidden, cohort } satisfies Typed }
  if (step === 'limits') return <Limits read={limitsRead} onBack={() => setStep('write')} onRead={(version) => { prefer({ limitsRead: version }); void proceed() }} />
  if (step === 'way-in') {
    const card = <Card refusal={sent.state === 'refused' ? sent.refusal : null} onBack={() => setStep('write')} onShown={() => void proceed()} />
    // Who has an account already, or has typed a card that was refused, is at the card.
    return at === 'open' || refused ? card : <Late errand={errand} card={card} onBack={() => setStep('write')} />
  }
  return (
    <div className="stack column">
      <Heading choices={choices} chosen={chosen} />
      <SentBanner sent={sent} onRetry={() => void proceed()} />
      {refused === 'one-waiting' ? <ButtonLink look="quiet" href="/write/waiting">{w.see_request}</ButtonLink> : null}
      {refused === 'enough-open' ? <ButtonLink look="quiet" href="/talk">{w.to_conversations}</ButtonLink> : null}
      <TextArea label={w.your_words} hint={w.your_words_hint} rows={5} maxLength={MOST_LETTERS} value={words} onValue={setWords} />
      {Beside ? <Beside text={words} /> : null}
      <PrivateLine />
      <AskChoices choices={choices} chosen={chosen} onChosen={(next) => { setChosen(next); setMissing(false) }} missing={missing} />
      {allowed === 'nobody' ? <Banner tone="warn">{w.nobody_left}</Banner> : null}
      <LockedHint />
      <Button wide busy={busy || at === 'starting'} disabled={allowed === 'nobody'} onClick={() => void proceed()}>{w.ask}</Button>
      {Proof ? <Proof errand={errand} /> : null}
    </div>
  )
}

/** What another card or code mends. */
const OTHER_CARD = ['code-outdated', 'code-wrong', 'card-used', 'card-unknown', 'card-other-year']

/** A first message of one page; more is said once somebody answers. */
const MOST_LETTERS = 3000

/** The same honest time as on the first page, for the language that is chosen; where nobody is on, what is open instead. */
function Heading({ choices, chosen }: { choices: RequestChoices; chosen: Chosen }) {
  const w = useRequestWords()
  const dates = useDates()
  const outlook = useLoad(() => readOutlook(chosen.language), [chosen.language])
  const found = outlook.state === 'here' && !isRefusal(outlook.data) ? outlook.data : null
  const person = chosen.to === 'person' ? choices.who.get(chosen.person)?.displayName : undefined
  const when = found?.answerBy ? dates.soon(found.answerBy, Date.now()) : null
  const name = found?.first ? choices.who.get(found.first)?.displayName : undefined
  const sub = when === null ? undefined : person || !name ? w.waiting_by(when) : w.waiting_by_name(name, when)
  return (
    <>
      <PageHeader title={choices.home.write} sub={person ? undefined : sub} back={{ href: '/', label: w.home }} />
      {found && when === null ? <><Banner>{w.not_by_when}</Banner><OpenMeanwhile /></> : null}
    </>
  )
}

/** An account, silently: only where there is none yet, or where its code was replaced and another is at hand. */
async function join(): Promise<RefusedAnswer | null> {
  const shown = await wayIn()
  if (!shown) return null
  const { by, letters } = shown
  if (by === 'issuer-card') return enrolByCard(letters)
  const answer = session.current().at === 'open' ? await renew({ by, letters }) : await joinAsStudent({ by, letters })
  return 'refused' in answer ? answer : null
}

function PrivateLine() {
  const w = useRequestWords()
  const { slug } = useProgram()
  const { locale } = useLocale()
  return <p className="private-line small muted"><Lock /><span>{w.sealed_between} <a href={`/${slug}/privacy?lang=${locale}`}>{w.what_this_cannot_protect}</a></span></p>
}

function LockedHint() {
  const w = useRequestWords()
  const { at } = useSession()
  return at === 'locked' || at === 'turned-away' ? <Banner action={<ButtonLink look="quiet" small href="/return">{w.open_account}</ButtonLink>}>{w.account_locked}</Banner> : null
}
