import { useEffect, useState } from 'react'
import { nameIn } from '../../programs/rules/names.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { ChoiceChips, ChoiceChipsMany, Switch } from '../../../ui/choices.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { keepForm } from '../client.ts'
import type { LogForm } from '../contract.ts'
import { finished, MOST_TOPICS, showsSafetyPanel, unanswered, type InteractionRecord, type OpenForm } from '../rules/record.ts'
import { durationName, formatName, initiatorName, missingName, optionsOf, referralName, safetyName } from './labels.ts'
import { SafetyPanel } from './safety-panel.tsx'
import { WeekChoice } from './week-choice.tsx'
import { interactionWords } from './words.ts'
import './contact-form.css'

interface ContactFormProps {
  facts: LogForm
  first: OpenForm
  onSave: (record: InteractionRecord) => Promise<void>
  /** Present while a logged contact is being changed. */
  onStop?: () => void
}

/** The three questions that have no usual answer stand first; the button stays under the thumb. */
export function ContactForm({ facts, first, onSave, onStop }: ContactFormProps) {
  const w = useWords(interactionWords)
  const { locale } = useLocale()
  const [form, setForm] = useState(first)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<OpenForm>) => setForm((before) => ({ ...before, ...part }))
  useDraft(form, first, !onStop && !busy) // a tap just before is not kept after the contact has gone
  const missing = unanswered(form)
  const wrong = (part: (typeof missing)[number]) => (asked && missing.includes(part) ? w.still_missing(missingName(w)[part]) : undefined)
  const escalating = facts.topics.filter((topic) => topic.escalates).map((topic) => topic.id)

  async function save() {
    const record = finished(form)
    setAsked(true)
    if (!record) return
    setBusy(true)
    await onSave(record).finally(() => setBusy(false))
  }

  return (
    <form className="stack-wide contact-form" onSubmit={(event) => event.preventDefault()}>
      {onStop ? <Banner>{w.changing}</Banner> : null}
      <ChoiceChips label={w.format} options={optionsOf(formatName(w))} value={form.format} onValue={(format) => set({ format })} error={wrong('format')} />
      <ChoiceChips label={w.duration} options={optionsOf(durationName(w))} value={form.duration} onValue={(duration) => set({ duration })} error={wrong('duration')} />
      <ChoiceChipsMany
        label={w.topics}
        hint={w.topics_hint(MOST_TOPICS)}
        error={wrong('topics')}
        options={facts.topics.map(({ id, names }) => ({ value: id, label: nameIn(names, locale), disabled: form.topics.length >= MOST_TOPICS && !form.topics.includes(id) }))}
        values={form.topics}
        onValues={(topics) => set({ topics })}
      />
      {showsSafetyPanel(form, escalating) ? <SafetyPanel facts={facts} /> : null}
      <ChoiceChips label={w.initiator} options={optionsOf(initiatorName(w))} value={form.initiator} onValue={(initiator) => set({ initiator })} />
      <ChoiceChips label={w.referral} options={optionsOf(referralName(w))} value={form.referral} onValue={(referral) => set({ referral })} />
      <ChoiceChips label={w.safety} options={optionsOf(safetyName(w))} value={form.safety} onValue={(safety) => set({ safety })} />
      <Switch label={w.follow_up} checked={form.followUp} onValue={(followUp) => set({ followUp })} />
      <WeekChoice weeks={facts.weeks} value={form.period} onValue={(period) => set({ period })} />
      <div className="save-bar">
        {asked && missing.length ? <p role="alert" className="small">{w.still_missing(missing.map((part) => missingName(w)[part]).join(', '))}</p> : null}
        <div className="row">
          {onStop ? <Button look="quiet" onClick={onStop}>{w.stop_change}</Button> : null}
          <Button type="submit" wide busy={busy} onClick={() => void save()}>{onStop ? w.save_change : w.save}</Button>
        </div>
      </div>
    </form>
  )
}

/** Keeps what is half filled, sealed, a moment after the last tap. A form that was not touched is not a draft. */
function useDraft(form: OpenForm, first: OpenForm, active: boolean) {
  useEffect(() => {
    if (!active || form === first) return
    const timer = setTimeout(() => void keepForm(form).catch(() => undefined), 250)
    return () => clearTimeout(timer)
  }, [form, first, active])
}
