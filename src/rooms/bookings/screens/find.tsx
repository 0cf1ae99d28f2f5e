import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChips } from '../../../ui/choices.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { Select } from '../../../ui/field.tsx'
import { EyeOff } from '../../../ui/icons.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLocale } from '../../../ui/words.tsx'
import { prefer, usePreferences } from '../../students/client.ts'
import type { ListedSupporter } from '../contract.ts'
import type { ListedSlot } from '../rules/listing.ts'
import { formatName, type FormatWords } from './format-name.ts'
import { fits, languageIn, type Wanted } from './matching.ts'
import { SupporterLine } from './supporter-card.tsx'
import { SupporterFacts } from './supporter-facts.tsx'
import { useChoices, useShown, type Choices } from './use-offers.ts'
import { WaitForTime } from './wait-for-time.tsx'
import { useBookingWords } from './words.ts'
import './bookings.css'

/** Choosing a person and a time. With `?move=` the chosen time replaces the one of that booking. */
export function FindTime() {
  const w = useBookingWords()
  const choices = useChoices()
  const [search] = useSearchParams()
  const moving = search.get('move')
  return (
    <div className="stack">
      <PageHeader title={moving ? w.move_title : w.find_title} back={moving ? { href: '/mine', label: w.my_times } : { href: '/', label: w.home }} />
      <Loaded load={choices} lines={8}>{(found) => <Finding choices={found} moving={moving} topicAsked={search.get('topic')} />}</Loaded>
    </div>
  )
}

function Finding({ choices, moving, topicAsked }: { choices: Choices; moving: string | null; topicAsked: string | null }) {
  const w = useBookingWords()
  const shown = useShown(choices)
  const { cohort: ownYear } = usePreferences()
  const [everybody, setEverybody] = useState(false)
  const [wanted, setWanted] = useState<Wanted>({ topic: topicAsked, language: null, site: null, cohort: null })
  const mayMeet = (person: ListedSupporter) => !ownYear || (person.reaches.includes(ownYear) && !person.examines.includes(ownYear))
  const byPerson = useMemo(() => slotsByPerson(shown.offers.slots), [shown.offers.slots])
  const people = [...shown.who.values()].filter((person) => fits(person, wanted) && mayMeet(person))
    .toSorted((a, b) => (byPerson.get(a.id)?.[0]?.startsAt ?? Infinity) - (byPerson.get(b.id)?.[0]?.startsAt ?? Infinity))
  const withTimes = people.filter((person) => byPerson.has(person.id))
  const topic = choices.face.topics.find(({ id }) => id === wanted.topic)
  return (
    <>
      <Filters choices={choices} wanted={wanted} onWanted={setWanted} />
      {topic?.escalates ? <UrgentTopic /> : null}
      {withTimes.length ? <Soonest people={withTimes} slots={shown.offers.slots} moving={moving} /> : <Banner>{w.no_times_here}</Banner>}
      <div className="grid-2 people">
        {(everybody ? withTimes : withTimes.slice(0, FIRST_PEOPLE)).map((person) => <PersonCard key={person.id} person={person} choices={choices} slots={byPerson.get(person.id) ?? []} moving={moving} />)}
      </div>
      {withTimes.length > FIRST_PEOPLE && !everybody ? <Button look="quiet" wide onClick={() => setEverybody(true)}>{w.more_people(withTimes.length - FIRST_PEOPLE)}</Button> : null}
      {moving ? null : <WaitForTime wanted={wanted} />}
      <HiddenPeople choices={choices} />
    </>
  )
}

function slotsByPerson(slots: readonly ListedSlot[]): Map<string, ListedSlot[]> {
  const found = new Map<string, ListedSlot[]>()
  for (const slot of slots) found.set(slot.supporter, [...(found.get(slot.supporter) ?? []), slot])
  return found
}

function UrgentTopic() {
  const w = useBookingWords()
  const { slug } = useProgram()
  const { locale } = useLocale()
  return <Banner tone="help" action={<a href={`/${slug}/help?lang=${locale}`}>{w.help_awake}</a>}>{w.urgent_topic}</Banner>
}

function Filters({ choices: { face, who }, wanted, onWanted }: { choices: Choices; wanted: Wanted; onWanted: (wanted: Wanted) => void }) {
  const w = useBookingWords()
  const { locale } = useLocale()
  const { cohort } = usePreferences()
  const languages = [...new Set([...who.values()].flatMap((person) => person.languages))]
  const options = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ value: id, label: name }))
  const active = [wanted.topic, wanted.language, wanted.site, wanted.cohort].filter(Boolean).length
  return (
    <Disclosure summary={active ? w.narrowed(active) : w.narrow} open={active > 0}>
      <div className="grid-2">
        <Select label={w.topic} empty={w.any} value={wanted.topic ?? ''} onValue={(topic) => onWanted({ ...wanted, topic: topic || null })} options={options(face.topics)} />
        <Select label={w.language} empty={w.any} value={wanted.language ?? ''} onValue={(language) => onWanted({ ...wanted, language: language || null })}
          options={languages.map((tag) => ({ value: tag, label: languageIn(tag, locale) }))} />
        {face.sites.length > 1 ? <Select label={w.site} empty={w.any} value={wanted.site ?? ''} onValue={(site) => onWanted({ ...wanted, site: site || null })} options={options(face.sites)} /> : null}
        <Select label={w.their_year} empty={w.any} value={wanted.cohort ?? ''} onValue={(year) => onWanted({ ...wanted, cohort: year || null })} options={options(face.cohorts)} />
        <Select label={w.own_year} hint={w.own_year_hint} empty={w.rather_not_say} value={cohort ?? ''} onValue={(year) => prefer({ cohort: year || null })} options={options(face.cohorts)} />
      </div>
    </Disclosure>
  )
}

const SOONEST = 3

function Soonest({ people, slots, moving }: { people: readonly ListedSupporter[]; slots: readonly ListedSlot[]; moving: string | null }) {
  const w = useBookingWords()
  const dates = useDates()
  const names = new Map(people.map((person) => [person.id, person.displayName]))
  // One a person: three times with the same supporter are no choice.
  const soonest = [...slotsByPerson(slots.filter((slot) => names.has(slot.supporter))).values()].map(([first]) => first!).slice(0, SOONEST)
  return (
    <section className="stack-tight">
      <h2>{w.soonest}</h2>
      <ul className="stack-tight slot-list">
        {soonest.map((slot) => (
          <li key={`${slot.supporter} ${slot.startsAt}`}>
            <Link className="slot-row" href={bookHref(slot, moving)}>
              <strong>{dates.soon(slot.startsAt, Date.now())}</strong>
              <span>{w.with_formats(names.get(slot.supporter) ?? '', formatNames(w, slot.formats))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

export const bookHref = (slot: Pick<ListedSlot, 'supporter' | 'startsAt'>, moving: string | null): string =>
  `/book/${slot.supporter}/${slot.startsAt}${moving ? `?move=${moving}` : ''}`

const formatNames = (w: FormatWords, formats: ListedSlot['formats']): string => formats.map((format) => formatName(w, format)).join(', ')

const FIRST_TIMES = 4
const FIRST_PEOPLE = 6

function PersonCard({ person, choices, slots, moving }: { person: ListedSupporter; choices: Choices; slots: readonly ListedSlot[]; moving: string | null }) {
  const w = useBookingWords()
  const dates = useDates()
  const toast = useToast()
  const { hidden } = usePreferences()
  const [all, setAll] = useState(false)
  const hide = () => {
    prefer({ hidden: [...hidden, person.id] })
    toast(w.hidden_toast(person.displayName))
  }
  return (
    <Card>
      <div className="stack">
        <SupporterLine person={person} face={choices.face} />
        <SupporterFacts person={person} face={choices.face} />
        <ul className="times" aria-label={w.times_of(person.displayName)}>
          {(all ? slots : slots.slice(0, FIRST_TIMES)).map((slot) => (
            <li key={slot.startsAt}><Link className="chip" href={bookHref(slot, moving)}>{dates.soon(slot.startsAt, Date.now())}</Link></li>
          ))}
        </ul>
        <div className="row-apart">
          {slots.length > FIRST_TIMES && !all ? <Button look="link" onClick={() => setAll(true)}>{w.more_times(slots.length - FIRST_TIMES)}</Button> : <span />}
          <Button look="link" icon={EyeOff} onClick={hide}>{w.hide}<span className="unseen"> {person.displayName}</span></Button>
        </div>
      </div>
    </Card>
  )
}

function HiddenPeople({ choices }: { choices: Choices }) {
  const w = useBookingWords()
  const { hidden } = usePreferences()
  const people = hidden.flatMap((id) => choices.who.get(id) ?? [])
  if (people.length === 0) return null
  return (
    <Disclosure summary={w.hidden_people(people.length)}>
      <p className="small muted">{w.hidden_hint}</p>
      <ChoiceChips label={w.show_again} options={people.map(({ id, displayName }) => ({ value: id, label: displayName }))} value={null} onValue={(id) => prefer({ hidden: hidden.filter((other) => other !== id) })} />
    </Disclosure>
  )
}
