import { Banner } from '../../../ui/banner.tsx'
import { ChoiceChips, Radios } from '../../../ui/choices.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { Select } from '../../../ui/field.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { useLocale } from '../../../ui/words.tsx'
import type { ListedSupporter } from '../../bookings/contract.ts'
import type { Preferences } from '../../students/client.ts'
import { languageName } from '../../supporters/rules.ts'
import type { RequestChoices } from './use-choices.ts'
import { useRequestWords } from './words.ts'

export interface Chosen {
  readonly language: string
  readonly topic: string | null
  readonly to: 'anyone' | 'person'
  readonly person: string
}

/** Whom this student allows: neither those they hid, nor those who teach or examine their year. Decided here; the server is told the rest alone. */
export function allowedFor(chosen: Chosen, { who }: RequestChoices, { hidden, cohort }: Pick<Preferences, 'hidden' | 'cohort'>): readonly string[] | null | 'nobody' {
  if (chosen.to === 'person') return chosen.person ? [chosen.person] : null
  const everybody = [...who.values()]
  const allowed = everybody.filter((person) => mayMeet(person, cohort) && !hidden.includes(person.id))
  if (allowed.length === everybody.length && hidden.length === 0) return null
  return allowed.length ? allowed.map(({ id }) => id) : 'nobody'
}

const mayMeet = (person: ListedSupporter, cohort: string | null): boolean => !cohort || (person.reaches.includes(cohort) && !person.examines.includes(cohort))

interface Choosing {
  readonly choices: RequestChoices
  readonly chosen: Chosen
  readonly onChosen: (chosen: Chosen) => void
  readonly missing: boolean
}

/** Nothing of it is needed: whoever presses past it asks anybody, in the language they read. */
export function AskChoices({ choices, chosen, onChosen, missing }: Choosing) {
  const w = useRequestWords()
  const { locale } = useLocale()
  const people = [...choices.who.values()].filter(({ id }) => !choices.hidden.includes(id))
  const languages = [...new Set([locale, chosen.language, ...people.flatMap((person) => person.languages)])]
  const topic = choices.face.topics.find(({ id }) => id === chosen.topic)
  return (
    <Disclosure summary={w.choices} open={chosen.topic !== null || chosen.to === 'person' || missing}>
      <div className="stack">
        <ChoiceChips label={w.topic} options={choices.face.topics.map(({ id, name }) => ({ value: id, label: name }))} value={chosen.topic}
          onValue={(id) => onChosen({ ...chosen, topic: id === chosen.topic ? null : id })} />
        {topic?.escalates ? <Urgent /> : null}
        <Select label={w.language} value={chosen.language} onValue={(language) => onChosen({ ...chosen, language: language || locale })} options={languages.map((tag) => ({ value: tag, label: languageName(tag, locale) }))} />
        <Radios label={w.to_whom} value={chosen.to} onValue={(to) => onChosen({ ...chosen, to })}
          options={[{ value: 'anyone', label: w.anyone, sub: w.anyone_sub }, { value: 'person', label: w.one_person }]} />
        {chosen.to === 'person' ? (
          <Select label={w.which_person} empty={w.choose_person} value={chosen.person} error={missing ? w.choose_one : undefined} onValue={(person) => onChosen({ ...chosen, person })}
            options={people.filter((person) => person.languages.includes(chosen.language)).map(({ id, displayName }) => ({ value: id, label: displayName }))} />
        ) : null}
      </div>
    </Disclosure>
  )
}

function Urgent() {
  const w = useRequestWords()
  const { slug } = useProgram()
  const { locale } = useLocale()
  return <Banner tone="help" action={<a href={`/${slug}/help?lang=${locale}`}>{w.help_awake}</a>}>{w.urgent_topic}</Banner>
}
