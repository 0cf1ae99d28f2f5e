import { useState } from 'react'
import { Checkbox, Checkboxes, ChoiceChips } from '../../../ui/choices.tsx'
import { Select, TextInput } from '../../../ui/field.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { saveRules } from '../client.ts'
import { FORMATS, SLOT_MINUTES } from '../rules/settings.ts'
import { NamesFields, SettingForm, useDraft, type SheetForm } from './form.tsx'
import { programWords } from './words.ts'

const filled = (text: string): string | null => text.trim() || null

export function MeetingForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const { settings } = sheet
  const [draft, change] = useDraft({ formats: [...settings.formats], phone: settings.programPhone ?? '', video: settings.programVideoLink ?? '' })
  const said = {
    'in-person': { label: w.format_in_person, sub: w.format_in_person_hint }, phone: { label: w.format_phone, sub: w.format_phone_hint },
    video: { label: w.format_video, sub: w.format_video_hint }, messaging: { label: w.format_messaging, sub: w.format_messaging_hint },
  }
  const options = FORMATS.map((value) => ({ value, ...said[value] }))
  return (
    <SettingForm {...form} save={() => saveRules({ formats: draft.formats, programPhone: filled(draft.phone), programVideoLink: filled(draft.video) })}>
      <Checkboxes label={w.formats} options={options} values={draft.formats} onValues={(formats) => change({ formats })} />
      {draft.formats.includes('phone') ? <TextInput type="tel" autoComplete="off" label={w.program_phone} hint={w.program_phone_hint} value={draft.phone} onValue={(phone) => change({ phone })} /> : null}
      {draft.formats.includes('video') ? <TextInput type="url" autoComplete="off" label={w.program_video} hint={w.program_video_hint} value={draft.video} onValue={(video) => change({ video })} /> : null}
    </SettingForm>
  )
}

export function RulesForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const { locale } = useLocale()
  const { slotMinutes, horizonDays, cancelNoticeMinutes, responseHours, academicYearStartsMonth } = sheet.settings
  const [draft, change] = useDraft({ slotMinutes, horizon: String(horizonDays), notice: String(cancelNoticeMinutes), response: String(responseHours), month: academicYearStartsMonth })
  const monthName = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const months = Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: monthName.format(Date.UTC(2026, at, 15)) }))
  const save = () => saveRules({
    slotMinutes: draft.slotMinutes, horizonDays: Math.round(Number(draft.horizon)), cancelNoticeMinutes: Math.round(Number(draft.notice)),
    responseHours: Math.round(Number(draft.response)), academicYearStartsMonth: draft.month,
  })
  return (
    <SettingForm {...form} save={save}>
      <ChoiceChips label={w.slot_minutes} value={String(draft.slotMinutes)} onValue={(value) => change({ slotMinutes: Number(value) })} options={SLOT_MINUTES.map((count) => ({ value: String(count), label: w.minutes(count) }))} />
      <TextInput type="number" min={1} max={120} label={w.horizon_days} value={draft.horizon} onValue={(horizon) => change({ horizon })} />
      <TextInput type="number" min={0} max={10080} label={w.cancel_notice} value={draft.notice} onValue={(notice) => change({ notice })} />
      <TextInput type="number" min={1} max={168} label={w.response_hours} hint={w.response_hint} value={draft.response} onValue={(response) => change({ response })} />
      <Select label={w.year_starts} hint={w.year_hint} value={String(draft.month)} options={months} onValue={(value) => change({ month: Number(value) })} />
    </SettingForm>
  )
}

export function EmergencyServiceForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const service = sheet.settings.emergencyService
  const [none, setNone] = useState(false)
  const [draft, change] = useDraft({ names: service?.names ?? {}, phone: service?.phone ?? '' })
  return (
    <SettingForm {...form} save={() => saveRules({ emergencyService: none || !draft.phone.trim() ? null : { names: draft.names, phone: draft.phone.trim() } })}>
      <p className="muted">{w.service_hint}</p>
      {none ? null : (
        <>
          <NamesFields label={w.service_name} locales={sheet.locales} names={draft.names} onNames={(names) => change({ names })} />
          <TextInput type="tel" autoComplete="off" label={w.service_phone} value={draft.phone} onValue={(phone) => change({ phone })} />
        </>
      )}
      <Checkbox label={w.service_none} checked={none} onValue={setNone} />
    </SettingForm>
  )
}
