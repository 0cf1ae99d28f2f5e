import { useRef, useState, type DragEvent } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Radios } from '../../../ui/choices.tsx'
import { classes } from '../../../ui/classes.ts'
import { Select } from '../../../ui/field.tsx'
import { FileSpreadsheet, Upload } from '../../../ui/icons.ts'
import { LOCALES, type Locale } from '../../../ui/same-words.ts'
import { Spinner } from '../../../ui/spinner.tsx'
import { useWords } from '../../../ui/words.tsx'
import { IMPORT_KINDS, type ImportKind } from '../rules/columns.ts'
import { importWords } from './words.ts'

interface FileStepProps {
  readonly kind: ImportKind
  readonly onKind: (kind: ImportKind) => void
  readonly locale: Locale
  readonly onLocale: (locale: Locale) => void
  readonly busy: boolean
  readonly trouble: string
  readonly onFile: (file: File) => void
}

export function FileStep({ kind, onKind, locale, onLocale, busy, trouble, onFile }: FileStepProps) {
  const w = useWords(importWords)
  return (
    <Card>
      <div className="stack-wide">
        <Radios
          label={w.kind_label}
          hint={w.order_hint}
          value={kind}
          onValue={onKind}
          options={IMPORT_KINDS.map((value) => ({ value, label: w[`kind_${value}`], sub: w[`kind_${value}_sub`] }))}
        />
        <Select label={w.locale_label} hint={w.locale_hint} value={locale} onValue={onLocale} options={LOCALES.map((value) => ({ value, label: w[`locale_${value}`] }))} />
        <DropPlace busy={busy} onFile={onFile} />
        {trouble ? <Banner tone="warn">{trouble}</Banner> : null}
      </div>
    </Card>
  )
}

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A place to drop a file; the button in it does the same by keyboard and on a phone. */
function DropPlace({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const w = useWords(importWords)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file && !busy) onFile(file)
    // The same file may be chosen again after it was mended.
    if (input.current) input.current.value = ''
  }
  const drag = (event: DragEvent, on: boolean) => {
    event.preventDefault()
    setOver(on)
  }
  return (
    <div className={classes('import-drop', over && 'import-drop-over')} onDragOver={(event) => drag(event, true)} onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => { drag(event, false); take(event.dataTransfer.files) }}>
      <FileSpreadsheet />
      <p>{w.file_drop}</p>
      <Button icon={Upload} busy={busy} onClick={() => input.current?.click()}>{w.file_label}</Button>
      <input ref={input} className="unseen" type="file" accept={ACCEPTED} aria-label={w.file_label} tabIndex={-1} onChange={(event) => take(event.target.files)} />
      <p className="small muted">{w.file_hint}</p>
      <div role="status">{busy ? <p className="row"><Spinner />{w.reading}</p> : null}</div>
    </div>
  )
}
