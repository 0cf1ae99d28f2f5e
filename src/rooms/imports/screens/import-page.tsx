import { useRef, useState } from 'react'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import type { Locale } from '../../../ui/same-words.ts'
import { Steps } from '../../../ui/steps.tsx'
import { isRefusal, useLoad } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { readDesk } from '../client.ts'
import type { Desk, TakenIn } from '../contract.ts'
import type { ImportKind, Mapping } from '../rules/columns.ts'
import type { DateOrder } from '../rules/dates.ts'
import { fileSentence } from '../rules/sentences.ts'
import { CheckStep } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { DoneStep } from './done-step.tsx'
import { FileStep } from './file-step.tsx'
import { FinishCard } from './finish-card.tsx'
import { readFile } from './reading.ts'
import type { FileRead } from './reading-worker.ts'
import { importWords } from './words.ts'
import './imports.css'

/** For coordinators: last year's spreadsheets, read on this device, seen before they are saved, all rows or none. */
export function ImportScreen({ onCohortsChanged }: { onCohortsChanged?: () => void }) {
  const w = useWords(importWords)
  const load = useLoad(readDesk, [])
  return (
    <div className="stack-wide">
      <PageHeader title={w.title} sub={w.title_sub} />
      <Loaded load={load} lines={8}>{(desk) => <ImportFile start={desk} onCohortsChanged={onCohortsChanged} />}</Loaded>
    </div>
  )
}

/** What a person chose about the file at hand. */
export interface Chosen {
  readonly kind: ImportKind
  readonly locale: Locale
  readonly name: string
  readonly bytes: Uint8Array
}

type Step = 'file' | 'columns' | 'check' | 'done'
const ORDER: readonly Step[] = ['file', 'columns', 'check', 'done']

function ImportFile({ start, onCohortsChanged }: { start: Desk; onCohortsChanged: (() => void) | undefined }) {
  const w = useWords(importWords)
  const { locale } = useLocale()
  const [desk, setDesk] = useState(start)
  const [step, setStep] = useState<Step>('file')
  const [kind, setKind] = useState<ImportKind>(desk.supporters.length === 0 ? 'supporters' : 'interactions')
  const [fileLocale, setFileLocale] = useState<Locale>(locale)
  const [taken, setTaken] = useState<TakenIn | null>(null)
  const reading = useReading(desk)
  const begin = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (await reading.open({ kind, locale: fileLocale, name: file.name, bytes })) setStep('columns')
  }
  // New years close this door until the yearly question about them is answered: what was here stays on the screen.
  const refresh = () => {
    readDesk().then((fresh) => { if (!isRefusal(fresh)) setDesk(fresh) }, () => {})
  }
  const again = () => {
    reading.clear()
    setTaken(null)
    setStep('file')
  }
  return (
    <>
      <Steps steps={[w.step_file, w.step_columns, w.step_check, w.step_done]} current={ORDER.indexOf(step)} />
      {step === 'file' ? <FileStep kind={kind} onKind={setKind} locale={fileLocale} onLocale={setFileLocale} busy={reading.busy} trouble={reading.trouble} onFile={begin} /> : null}
      {step === 'columns' && reading.file ? <ColumnsStep desk={desk} reading={reading} file={reading.file} onBack={again} onNext={() => setStep('check')} /> : null}
      {step === 'check' && reading.file && reading.chosen ? (
        <CheckStep desk={desk} file={reading.file} chosen={reading.chosen} onBack={() => setStep('columns')} onOther={again} onTaken={(answer) => { setTaken(answer); setStep('done'); refresh() }} />
      ) : null}
      {step === 'done' && taken ? <DoneStep taken={taken} onNext={again} onCohortsChanged={onCohortsChanged} /> : null}
      {step === 'file' || (step === 'done' && taken?.cohortsAdded.length === 0) ? <FinishCard remembered={desk.remembered} onFinished={refresh} /> : null}
    </>
  )
}

export type ReadingState = ReturnType<typeof useReading>

/** How a file is to be read; a mapping or an order that is null is found by the reading itself. */
interface How {
  readonly sheet: string | null
  readonly mapping: Mapping | null
  readonly dateOrder: DateOrder | null
}

/** The file at hand and how it was read last; every change of mapping, sheet or order reads it anew. */
function useReading(desk: Desk) {
  const w = useWords(importWords)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [file, setFile] = useState<FileRead | null>(null)
  const [trouble, setTrouble] = useState('')
  const [order, setOrder] = useState<DateOrder | null>(null)
  // What was asked and is not answered yet: the next choice starts from it, so that no choice undoes the one before.
  const [asked, setAsked] = useState<How | null>(null)
  const turn = useRef(0)

  const run = async (from: Chosen, how: How): Promise<boolean> => {
    const mine = ++turn.current
    setAsked(how)
    setTrouble('')
    const answer = await readFile({ ...how, kind: from.kind, locale: from.locale, bytes: from.bytes, desk: { today: desk.today, timeZone: desk.timeZone, topics: desk.topics } }).catch(() => null)
    if (mine !== turn.current) return false
    setAsked(null)
    if (answer === null || 'refused' in answer) {
      setTrouble(answer ? fileSentence(w, answer) : w.unreadable_reading_failed)
      return false
    }
    setFile(answer)
    setOrder(how.dateOrder)
    return true
  }
  const now: How = asked ?? { sheet: file?.sheet ?? null, mapping: file?.mapping ?? null, dateOrder: order }
  const readWith = (part: Partial<How>) => { if (chosen) void run(chosen, { ...now, ...part }) }
  return {
    chosen, file, trouble, now, busy: asked !== null,
    open: (from: Chosen) => {
      setChosen(from)
      return run(from, { sheet: null, mapping: null, dateOrder: null })
    },
    map: (mapping: Mapping) => readWith({ mapping }),
    chooseSheet: (sheet: string) => readWith({ sheet, mapping: null, dateOrder: null }),
    chooseOrder: (dateOrder: DateOrder) => readWith({ dateOrder }),
    clear: () => {
      turn.current++
      setAsked(null)
      setFile(null)
      setChosen(null)
      setTrouble('')
      setOrder(null)
    },
  }
}
