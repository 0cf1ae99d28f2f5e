import { useState, type ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { LOCALES, type Locale } from '../../../ui/same-words.ts'
import { isRefusal, useSend, type RefusedAnswer } from '../../../ui/use-load.ts'
import { htmlLang, useLocale, useWords } from '../../../ui/words.tsx'
import type { ProgramSheet } from '../contract.ts'
import type { Names } from '../rules/names.ts'
import { programWords } from './words.ts'

/** What each form of the settings is given: the sheet as it stands, and whom to tell when it changed. */
export interface SheetForm {
  readonly sheet: ProgramSheet
  readonly onSaved: (sheet: ProgramSheet) => void | Promise<void>
  /** "Next" in the first set-up, "Save" on the settings page. */
  readonly saveLabel?: string
  /** More buttons beside it. */
  readonly beside?: ReactNode
}

type Answer = ProgramSheet | RefusedAnswer

/** A form around one question: sends, says why not, tells the page. */
export function SettingForm({ save, onSaved, saveLabel, beside, children }: Omit<SheetForm, 'sheet'> & { save: () => Promise<Answer>; children: ReactNode }) {
  const w = useWords(programWords)
  const toast = useToast()
  // Busy until the page has taken note: a press in between would save once more what is new.
  const { send, sent, busy } = useSend(async () => {
    const answer = await save()
    if (isRefusal(answer)) return answer
    toast(w.saved)
    await onSaved(answer)
    return answer
  })
  return (
    <form className="stack" onSubmit={(event) => {
      event.preventDefault()
      void send()
    }}>
      {children}
      <SentBanner sent={sent} />
      <div className="ending">
        <Button type="submit" busy={busy}>{saveLabel ?? w.save}</Button>
        {beside}
      </div>
    </form>
  )
}

const OWN_NAMES: Readonly<Record<Locale, string>> = { en: 'English', fr: 'français', zh: '中文' }
export const languageName = (locale: Locale): string => OWN_NAMES[locale]

interface NamesFieldsProps {
  readonly label: string
  readonly hint?: string
  readonly locales: readonly Locale[]
  readonly names: Names
  readonly onNames: (names: Names) => void
}

/** One name in each language that the program offers; the reader's own stands first. */
export function NamesFields({ label, hint, locales, names, onNames }: NamesFieldsProps) {
  const w = useWords(programWords)
  const { locale } = useLocale()
  const inReader = new Intl.DisplayNames(locale, { type: 'language' })
  const ordered = [...locales].toSorted((a, b) => Number(b === locale) - Number(a === locale))
  return (
    <div className="stack-tight">
      {ordered.map((one, place) => (
        <TextInput key={one} lang={htmlLang(one)} maxLength={120} value={names[one] ?? ''} onValue={(value) => onNames({ ...names, [one]: value })}
          label={ordered.length > 1 ? `${label} ${w.in_language(inReader.of(one) ?? one)}` : label} {...(hint && place === 0 ? { hint } : {})} />
      ))}
    </div>
  )
}

/** State that starts anew when the sheet it came from is saved elsewhere. */
export function useDraft<T>(start: T): [T, (change: Partial<T>) => void] {
  const [draft, setDraft] = useState(start)
  return [draft, (change) => setDraft((before) => ({ ...before, ...change }))]
}

export const everyLocale = LOCALES
