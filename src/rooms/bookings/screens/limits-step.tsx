import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import type { LimitsSection } from '../../programs/rules/confidentiality.ts'
import { readLimits } from '../client.ts'
import { useBookingWords } from './words.ts'

/** What stays between the two of them, what does not, and where nobody can help: read before the first contact. */
export function LimitsStep({ read, onRead, onBack }: { read: number; onRead: (version: number) => void; onBack: () => void }) {
  const w = useBookingWords()
  const { locale } = useLocale()
  const limits = useLoad(readLimits, [locale])
  return (
    <div className="stack column">
      <PageHeader title={limits.state === 'here' ? limits.data.title : w.limits_title} sub={read > 0 ? w.limits_changed : undefined} />
      <Loaded load={limits} lines={8}>
        {({ version, sections, acknowledge }) => (
          <>
            <div className="stack limits-text">{sections.map((section) => <Section key={section.heading} section={section} />)}</div>
            <div className="ending">
              <Button onClick={() => onRead(version)}>{acknowledge}</Button>
              <Button look="quiet" onClick={onBack}>{w.back}</Button>
            </div>
          </>
        )}
      </Loaded>
    </div>
  )
}

function Section({ section: { heading, sentences } }: { section: LimitsSection }) {
  return (
    <section className="stack-tight">
      <h2>{heading}</h2>
      {sentences.length === 1 ? <p>{sentences[0]}</p> : <ul>{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    </section>
  )
}
