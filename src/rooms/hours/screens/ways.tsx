import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { keepWays } from '../client.ts'
import type { MyHours } from '../contract.ts'
import { LINKED_FORMATS, type LinkedFormat } from '../rules/formats.ts'
import { wayText } from './said.ts'
import { useHoursWords } from './words.ts'

/** The supporter's own links. The student opens them, and so gives nothing away. */
export function Ways({ mine, changed }: { mine: MyHours; changed: (mine: MyHours) => void }) {
  const w = useHoursWords()
  const toast = useToast()
  const { send, sent, busy } = useSend(keepWays)
  const [links, setLinks] = useState({ video: mine.ownWays.video ?? '', phone: mine.ownWays.phone ?? '' })
  const hint = (format: LinkedFormat) => `${w.ways_hint} ${mine.programWays[format] === null ? w.ways_none : w.ways_program(wayText(mine.programWays[format]))}`
  const offered = LINKED_FORMATS.filter((format) => mine.formats.includes(format))
  return (
    <Card title={w.ways_title} sub={w.ways_intro}>
      <form className="stack" noValidate onSubmit={async (event) => {
        event.preventDefault()
        const kept = await send({ video: links.video.trim() || null, phone: links.phone.trim() || null })
        if (!kept) return
        toast(w.ways_saved)
        changed(kept)
      }}>
        {offered.map((format) => (
          <TextInput key={format} label={format === 'video' ? w.ways_video : w.ways_phone} hint={hint(format)} type="url" inputMode="url" autoComplete="off" placeholder="https://"
            value={links[format]} onValue={(link) => setLinks({ ...links, [format]: link })} />
        ))}
        {mine.formats.includes('in-person') ? <p className="muted">{w.ways_word}</p> : null}
        <SentBanner sent={sent} />
        <div className="ending"><Button type="submit" busy={busy}>{w.save}</Button></div>
      </form>
    </Card>
  )
}
