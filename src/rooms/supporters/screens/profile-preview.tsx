import { nameIn } from '../../programs/rules/names.ts'
import { Avatar, Badge } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { Languages, MapPin } from '../../../ui/icons.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { Choices } from '../contract.ts'
import { languageName, shownExperiences, type Profile } from '../rules.ts'
import { supporterWords } from './words.ts'
import './supporters.css'

/** The profile as a signed-in student will see it, while it is being written. */
export function ProfilePreview({ profile, fullName, examines, choices }: { profile: Profile; fullName: string; examines: readonly string[]; choices: Choices }) {
  const w = useWords(supporterWords)
  const { locale } = useLocale()
  const named = (list: Choices['topics'], id: string | null) => nameIn(list.find((choice) => choice.id === id)?.names ?? {}, locale)
  const line = [named(choices.cohorts, profile.cohort), named(choices.sites, profile.site)].filter(Boolean).join(' · ')
  const experiences = shownExperiences(profile, fullName)
  return (
    <Card title={w.preview_title} sub={w.preview_note}>
      <div className="profile-preview">
        <Avatar name={profile.displayName || '·'} large />
        <div className="stack-tight">
          <p className="profile-name">{profile.displayName || '…'}</p>
          {line ? <p className="muted profile-line"><MapPin aria-hidden="true" /> {line}</p> : null}
          {profile.languages.length > 0 ? (
            <p className="muted profile-line"><Languages aria-hidden="true" /> {w.speaks} {profile.languages.map((tag) => languageName(tag, locale)).join(', ')}</p>
          ) : null}
          {profile.about ? <p>{profile.about}</p> : null}
          {profile.topics.length > 0 ? <p className="row">{profile.topics.map((topic) => <Badge key={topic}>{named(choices.topics, topic)}</Badge>)}</p> : null}
          {experiences.length > 0 ? <p className="row">{experiences.map((wording) => <Badge key={wording} tone="plum">{wording}</Badge>)}</p> : null}
          {examines.length > 0 ? <p className="small muted">{w.examines_short(examines.map((id) => named(choices.cohorts, id)).join(', '))}</p> : null}
        </div>
      </div>
    </Card>
  )
}
