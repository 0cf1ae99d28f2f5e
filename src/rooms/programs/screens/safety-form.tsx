import { Checkbox } from '../../../ui/choices.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { useWords } from '../../../ui/words.tsx'
import { saveRules } from '../client.ts'
import { SettingForm, useDraft, type SheetForm } from './form.tsx'
import { programWords } from './words.ts'

/** How long conversations and reports are kept, how long a reported account rests, and whether an emergency contact can be left. */
export function SafetyForm({ sheet, ...form }: SheetForm) {
  const w = useWords(programWords)
  const { conversationDays, reportDays, suspensionDays, emergencyContact } = sheet.settings
  const [draft, change] = useDraft({ conversation: String(conversationDays), report: String(reportDays), suspension: String(suspensionDays), emergencyContact })
  const save = () => saveRules({
    conversationDays: Math.round(Number(draft.conversation)), reportDays: Math.round(Number(draft.report)), suspensionDays: Math.round(Number(draft.suspension)),
    emergencyContact: draft.emergencyContact,
  })
  return (
    <SettingForm {...form} save={save}>
      <TextInput type="number" min={7} max={365} label={w.conversation_days} hint={w.conversation_days_hint} value={draft.conversation} onValue={(conversation) => change({ conversation })} />
      <TextInput type="number" min={30} max={730} label={w.report_days} hint={w.report_days_hint} value={draft.report} onValue={(report) => change({ report })} />
      <TextInput type="number" min={1} max={60} label={w.suspension_days} hint={w.suspension_days_hint} value={draft.suspension} onValue={(suspension) => change({ suspension })} />
      <Checkbox label={w.emergency_contact} hint={w.emergency_contact_hint} checked={draft.emergencyContact} onValue={(on) => change({ emergencyContact: on })} />
    </SettingForm>
  )
}
