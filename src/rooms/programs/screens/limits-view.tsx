import type { Limits } from '../contract.ts'

/** What stays private and what is passed on, part by part. */
export function LimitsView({ sections, level = 3 }: Pick<Limits, 'sections'> & { level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="stack">
      {sections.map(({ heading, sentences }) => (
        <section key={heading} className="stack-tight">
          <Heading>{heading}</Heading>
          {sentences.length > 1 ? <ul>{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul> : <p>{sentences[0]}</p>}
        </section>
      ))}
    </div>
  )
}
