import { useState } from 'react'
import { nameIn } from '../../programs/rules/names.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChipsMany } from '../../../ui/choices.tsx'
import { Select, TextArea, TextInput } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { readMyProfile, saveProfile } from '../client.ts'
import type { Choice, OwnProfile } from '../contract.ts'
import { ABOUT_LENGTH, DISPLAY_NAME_LENGTH, LANGUAGES, languageName, type Profile } from '../rules.ts'
import { Experiences } from './experiences.tsx'
import { PauseSwitch } from './pause-switch.tsx'
import { ProfilePreview } from './profile-preview.tsx'
import { AgreementSigned, Readiness } from './readiness.tsx'
import { supporterWords } from './words.ts'

/** A supporter's own page: what students see, where they stand, and the pause. */
export function MyProfileScreen({ meetings = 0 }: { meetings?: number }) {
  const w = useWords(supporterWords)
  const load = useLoad(readMyProfile, [])
  return (
    <div className="stack">
      <PageHeader title={w.title} sub={w.intro} />
      <Loaded load={load}>{(mine) => <ProfilePage found={mine} meetings={meetings} />}</Loaded>
    </div>
  )
}

function ProfilePage({ found, meetings }: { found: OwnProfile; meetings: number }) {
  const w = useWords(supporterWords)
  const { locale } = useLocale()
  const [mine, setMine] = useState(found)
  const [draft, setDraft] = useState(found.profile)
  // What was typed while the answer was on its way is newer than the answer.
  const saved = (kept: OwnProfile, sent: Profile) => {
    setMine(kept)
    setDraft((now) => (now === sent ? kept.profile : now))
  }
  const named = (ids: readonly string[]) => ids.map((id) => nameIn(mine.choices.cohorts.find((cohort) => cohort.id === id)?.names ?? {}, locale)).join(', ')
  return (
    <div className="profile-page">
      <div className="stack">
        <Readiness mine={mine} changed={setMine} />
        <PauseSwitch paused={mine.standing === 'paused'} meetings={meetings} changed={setMine} />
        <ProfileForm mine={mine} draft={draft} setDraft={setDraft} saved={saved} />
      </div>
      <div className="stack profile-aside">
        <ProfilePreview profile={draft} fullName={mine.fullName} examines={mine.examines} choices={mine.choices} />
        {mine.examines.length > 0 ? <Banner>{w.examines(named(mine.examines))}</Banner> : null}
        <AgreementSigned on={mine.agreementSignedOn} />
      </div>
    </div>
  )
}

interface FormProps {
  mine: OwnProfile
  draft: Profile
  setDraft: (draft: Profile) => void
  saved: (mine: OwnProfile, sent: Profile) => void
}

function ProfileForm({ mine, draft, setDraft, saved }: FormProps) {
  const w = useWords(supporterWords)
  const { locale } = useLocale()
  const toast = useToast()
  const { send, sent, busy } = useSend(saveProfile)
  const options = (choices: readonly Choice[]) => choices.map((choice) => ({ value: choice.id, label: nameIn(choice.names, locale) }))
  const change = (part: Partial<Profile>) => setDraft({ ...draft, ...part })
  return (
    <Card>
      <form className="stack" noValidate onSubmit={async (event) => {
        event.preventDefault()
        const kept = await send(draft)
        if (!kept) return
        toast(w.saved)
        saved(kept, draft)
      }}>
        <TextInput label={w.display_name} hint={w.display_name_hint} value={draft.displayName} maxLength={DISPLAY_NAME_LENGTH} autoComplete="off" onValue={(displayName) => change({ displayName })} />
        <Spoken languages={draft.languages} onValues={(languages) => change({ languages })} />
        <ChoiceChipsMany label={w.topics} options={options(mine.choices.topics)} values={draft.topics} onValues={(topics) => change({ topics })} />
        <div className="grid-2">
          <Select label={w.cohort} value={draft.cohort ?? ''} empty={w.not_said} options={options(mine.choices.cohorts)} onValue={(cohort) => change({ cohort: cohort || null })} />
          {mine.choices.sites.length > 0 ? (
            <Select label={w.site} value={draft.site ?? ''} empty={w.not_said} options={options(mine.choices.sites)} onValue={(site) => change({ site: site || null })} />
          ) : null}
        </div>
        <TextArea label={w.about} hint={w.about_hint(ABOUT_LENGTH - draft.about.length)} value={draft.about} maxLength={ABOUT_LENGTH} rows={3} onValue={(about) => change({ about })} />
        <Experiences draft={draft} fullName={mine.fullName} onValue={(experiences) => change({ experiences })} />
        <SentBanner sent={sent} />
        <div className="ending"><Button type="submit" busy={busy}>{w.save}</Button></div>
      </form>
    </Card>
  )
}

/** The languages of the pages first, every other one from the list. */
function Spoken({ languages, onValues }: { languages: readonly string[]; onValues: (languages: string[]) => void }) {
  const w = useWords(supporterWords)
  const { locale, offered } = useLocale()
  const shown = [...new Set<string>([...offered, ...languages])]
  const others = LANGUAGES.filter((tag) => !shown.includes(tag)).map((value) => ({ value, label: languageName(value, locale) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale))
  return (
    <div className="stack-tight">
      <ChoiceChipsMany label={w.languages} options={shown.map((value) => ({ value, label: languageName(value, locale) }))} values={languages} onValues={onValues} />
      <Select label={w.languages_more} value="" empty={w.languages_add} options={others} onValue={(tag) => { if (tag) onValues([...languages, tag]) }} />
    </div>
  )
}
