import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Select, TextInput } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { addLine, editLine, type LineInput } from '../client.ts'
import type { LineSheet } from '../contract.ts'
import { LINE_KINDS, type CrisisLine, type LineKind } from '../rules/crisis-lines.ts'
import { NamesFields, useDraft } from './form.tsx'
import { programWords } from './words.ts'

type KindWords = Readonly<Record<'kind_emergency' | 'kind_crisis' | 'kind_student' | 'kind_physician' | 'kind_identity' | 'kind_sexual_violence' | 'kind_substance' | 'kind_campus', string>>

export const kindNames = (w: KindWords): Readonly<Record<LineKind, string>> => ({
  emergency: w.kind_emergency, crisis: w.kind_crisis, student: w.kind_student, physician: w.kind_physician, identity: w.kind_identity,
  'sexual-violence': w.kind_sexual_violence, substance: w.kind_substance, campus: w.kind_campus,
})

const CAMPUS: LineInput = {
  kind: 'campus', names: {}, call: null, textNumber: null, textKeyword: null, chatUrl: null, url: null, hours: null, languages: [], audiences: {},
  schoolIsTold: 'unknown', pairedWith: null, sourceUrl: null,
}

const inputOf = (line: CrisisLine): LineInput => ({
  kind: line.kind, names: line.names, call: line.call, textNumber: line.textNumber, textKeyword: line.textKeyword, chatUrl: line.chatUrl, url: line.url, hours: line.hours,
  languages: [...line.languages], audiences: line.audiences, schoolIsTold: line.schoolIsTold, pairedWith: line.pairedWith, sourceUrl: line.sourceUrl,
})

/** A new campus line, or a change to any line. */
export function LineForm({ line, onSaved }: { line: CrisisLine | null; onSaved: (sheet: LineSheet) => void }) {
  const w = useWords(programWords)
  const { locales } = useProgram()
  const [draft, change] = useDraft(line ? inputOf(line) : CAMPUS)
  const { send, sent, busy } = useSend((input: LineInput) => (line ? editLine(line.id, input) : addLine(input)))
  const [spoken, setSpoken] = useState(draft.languages.join(', '))
  const kinds = kindNames(w)
  const text = (label: string, key: 'call' | 'textNumber' | 'textKeyword' | 'chatUrl' | 'url' | 'hours' | 'sourceUrl', hint?: string) => (
    <TextInput label={label} value={draft[key] ?? ''} onValue={(value) => change({ [key]: value.trim() ? value : null })} autoComplete="off" {...(hint ? { hint } : {})} />
  )
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      const saved = await send({ ...draft, languages: spoken.split(/[\s,]+/).filter(Boolean).map((code) => code.slice(0, 3).toLowerCase()) })
      if (saved) onSaved(saved)
    }}>
      <Select label={w.line_kind} value={draft.kind} onValue={(kind) => change({ kind })} options={LINE_KINDS.map((value) => ({ value, label: kinds[value] }))} />
      <NamesFields label={w.line_name} locales={locales} names={draft.names} onNames={(names) => change({ names })} />
      {text(w.line_call, 'call')}
      {text(w.line_text, 'textNumber')}
      {text(w.line_keyword, 'textKeyword')}
      {text(w.line_chat, 'chatUrl')}
      {text(w.line_url, 'url')}
      {text(w.line_hours, 'hours', w.line_hours_hint)}
      <TextInput label={w.line_languages} hint={w.line_languages_hint} value={spoken} onValue={setSpoken} autoComplete="off" />
      <NamesFields label={w.line_audience} locales={locales} names={draft.audiences} onNames={(audiences) => change({ audiences })} />
      <Select label={w.line_told} value={draft.schoolIsTold} onValue={(schoolIsTold) => change({ schoolIsTold })}
        options={[{ value: 'no', label: w.told_no }, { value: 'yes', label: w.told_yes }, { value: 'if-risk', label: w.told_if_risk }, { value: 'unknown', label: w.told_unknown }]} />
      {text(w.line_source, 'sourceUrl')}
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy}>{w.save}</Button></div>
    </form>
  )
}
