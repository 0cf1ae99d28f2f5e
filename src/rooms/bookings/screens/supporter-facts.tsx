import { Badge } from '../../../ui/badge.tsx'
import type { ProgramFace } from '../../programs/contract.ts'
import type { ListedSupporter } from '../contract.ts'
import { nameOf } from './supporter-card.tsx'
import { useBookingWords } from './words.ts'

/** What a student needs to know before choosing: whom this supporter examines, and what they have lived through themselves. */
export function SupporterFacts({ person, face }: { person: ListedSupporter; face: ProgramFace }) {
  const w = useBookingWords()
  const examined = person.examines.flatMap((id) => nameOf(face.cohorts, id) ?? [])
  return (
    <>
      {examined.map((cohort) => <Badge key={cohort} tone="warm">{w.examines(cohort)}</Badge>)}
      {person.about ? <p>{person.about}</p> : null}
      {person.experiences.length ? <p className="row"><span className="small muted">{w.has_lived}</span>{person.experiences.map((item) => <Badge key={item} tone="plum">{item}</Badge>)}</p> : null}
    </>
  )
}
