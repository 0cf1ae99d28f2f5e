import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { FieldGroup, TextInput } from '../../../ui/field.tsx'
import { Plus, Trash2 } from '../../../ui/icons.ts'
import { useWords } from '../../../ui/words.tsx'
import { EXPERIENCE_LENGTH, givesFullName, MOST_EXPERIENCES, type Experience, type Profile } from '../rules.ts'
import { supporterWords } from './words.ts'

/** Each item waits for its own yes. A full name above closes the door on all of them. */
export function Experiences({ draft, fullName, onValue }: { draft: Profile; fullName: string; onValue: (experiences: Experience[]) => void }) {
  const w = useWords(supporterWords)
  const [wording, setWording] = useState('')
  const items = draft.experiences
  const add = () => {
    const text = wording.trim()
    if (text !== '' && !items.some((item) => item.wording === text)) onValue([...items, { wording: text, shown: true }])
    setWording('')
  }
  return (
    <FieldGroup label={w.experiences} hint={w.experiences_hint}>
      {() => (
        <div className="stack-tight">
          {items.length > 0 && givesFullName(draft.displayName, fullName) ? <Banner tone="warn">{w.experience_full_name}</Banner> : null}
          {items.map((item) => (
            <div key={item.wording} className="experience">
              <Checkbox label={w.experience_show(item.wording)} checked={item.shown} onValue={(shown) => onValue(items.map((other) => (other === item ? { ...item, shown } : other)))} />
              <IconButton label={w.experience_remove(item.wording)} icon={Trash2} onClick={() => onValue(items.filter((other) => other !== item))} />
            </div>
          ))}
          {items.length < MOST_EXPERIENCES ? (
            <>
              <TextInput label={w.experience_new} value={wording} maxLength={EXPERIENCE_LENGTH} autoComplete="off" onValue={setWording}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return
                  event.preventDefault()
                  add()
                }} />
              <div><Button look="quiet" small icon={Plus} disabled={wording.trim() === ''} onClick={add}>{w.experience_add}</Button></div>
            </>
          ) : null}
        </div>
      )}
    </FieldGroup>
  )
}
