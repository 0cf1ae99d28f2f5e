import { ButtonLink } from '../../../ui/button.tsx'
import { LifeBuoy } from '../../../ui/icons.ts'
import { useProgram } from '../../../ui/program.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { LogForm } from '../contract.ts'
import { nameIn } from '../../programs/rules/names.ts'
import { telLink } from '../../../ui/phone.ts'
import { interactionWords } from './words.ts'

/** What to do now. It stands in the form and stops nothing; the help page it leads to works offline and without sign-in. */
export function SafetyPanel({ facts }: { facts: LogForm }) {
  const w = useWords(interactionWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  return (
    <section className="safety-panel stack no-print" aria-live="polite" aria-label={w.safety_title}>
      <h2>{w.safety_title}</h2>
      <ol className="stack-tight">
        <li>{w.safety_ask}</li>
        <li>{w.safety_stay}</li>
        <li>{w.safety_pass_on}</li>
        <li>{w.safety_call_on_call}</li>
      </ol>
      <OnCall facts={facts} />
      <ButtonLink look="help" wide outside icon={LifeBuoy} href={`/${slug}/help?lang=${locale}`} target="_blank">{w.safety_lines}</ButtonLink>
      <p className="small">{w.safety_after}</p>
      <p className="small">{w.safety_not_gate}</p>
    </section>
  )
}

function OnCall({ facts: { onCall, emergencyService } }: { facts: LogForm }) {
  const w = useWords(interactionWords)
  const { locale } = useLocale()
  return (
    <div>
      {onCall.length ? <p><strong>{w.safety_on_call}</strong></p> : <p><strong>{w.safety_nobody}</strong></p>}
      <ul className="plain-list">
        {onCall.map(({ fullName, contactEmail, contactPhone }) => (
          <li key={fullName}>
            {fullName}
            {contactPhone ? <> · <a href={telLink(contactPhone)}>{contactPhone}</a></> : null}
            {contactEmail ? <> · <a href={`mailto:${contactEmail}`}>{contactEmail}</a></> : null}
          </li>
        ))}
        {emergencyService ? (
          <li>
            {nameIn(emergencyService.names, locale)} · <a href={telLink(emergencyService.phone)}>{emergencyService.phone}</a>
          </li>
        ) : null}
      </ul>
    </div>
  )
}
