import { Link } from 'wouter'
import { Avatar, Badge } from '../../../ui/badge.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { ProgramFace } from '../../programs/contract.ts'
import type { ListedSupporter } from '../contract.ts'
import { languageIn } from './matching.ts'
import { homeWords } from './words.ts'

export const nameOf = (items: readonly { id: string; name: string }[], id: string | null): string | null => items.find((item) => item.id === id)?.name ?? null

/** A supporter in a few words: the chosen name, year, place, languages and what they know about. */
export function SupporterLine({ person, face, next, now }: { person: ListedSupporter; face: ProgramFace; next?: number | null; now?: number }) {
  const w = useWords(homeWords)
  const dates = useDates()
  const { locale } = useLocale()
  const where = [nameOf(face.cohorts, person.cohort), nameOf(face.sites, person.site)].filter(Boolean).join(' · ')
  const topics = person.topics.flatMap((id) => nameOf(face.topics, id) ?? [])
  return (
    <div className="supporter-line">
      <Avatar name={person.displayName} />
      <div className="stack-tight">
        <p><strong>{person.displayName}</strong>{where ? <span className="muted"> {where}</span> : null}</p>
        <p className="small muted">{person.languages.map((tag) => languageIn(tag, locale)).join(', ')}</p>
        {topics.length ? <p className="row">{topics.slice(0, 4).map((topic) => <Badge key={topic}>{topic}</Badge>)}</p> : null}
        {next && now ? <Link className="small" href={`/book/${person.id}/${next}`}>{w.next_at(dates.soon(next, now))}</Link> : null}
      </div>
    </div>
  )
}
