import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { Plus } from '../../../ui/icons.ts'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { keepWeek } from '../client.ts'
import type { MyHours } from '../contract.ts'
import { isIncomplete, missingWays } from '../rules/formats.ts'
import { cellState, inOrder, withCell, withoutCell, type Painted, type Template } from '../rules/week-grid.ts'
import { WEEKDAYS } from '../rules/weekly-hours.ts'
import { HoursForm } from './hours-form.tsx'
import { OfferFields, waysOf, type Setting } from './hours-fields.tsx'
import { formatText, kindText, missingText, weeklyText } from './said.ts'
import { WeekTable } from './week-table.tsx'
import { useHoursWords } from './words.ts'

export const paintedOf = (mine: MyHours): Painted[] =>
  mine.weekly.map(({ id, weekday, starts, ends, kind, capacity, formats, place, validFrom, validUntil }) =>
    ({ id, weekday, starts, ends, kind, capacity, formats, place, validFrom, validUntil })).toSorted(inOrder)

/** What a newly marked hour begins with: as the hours there are, or whatever has its way to meet already. */
export function templateOf(mine: MyHours): Template {
  const known = mine.weekly.find((hours) => !hours.incomplete)
  const ways = waysOf(mine)
  const formats = known?.formats.filter((format) => format !== 'messaging') ?? mine.formats.filter((format) => format !== 'in-person' && ways[format] !== null)
  return { kind: known?.kind ?? 'bookable', capacity: known?.capacity ?? null, formats, place: known?.place ?? null, validFrom: null, validUntil: null }
}

interface EveryWeekProps extends Setting {
  readonly draft: readonly Painted[]
  readonly setDraft: (week: Painted[]) => void
  readonly changed: (mine: MyHours) => void
}

/** The repeating week: as a grid of switches, and as a list with a form. */
export function EveryWeek({ draft, setDraft, mine, placeAdded, changed }: EveryWeekProps) {
  const w = useHoursWords()
  const toast = useToast()
  const { send, sent, busy, clear } = useSend((week: readonly Painted[]) => keepWeek(mine.stamp, week.map((hours) => ({ ...hours, formats: [...hours.formats] }))))
  const [template, setTemplate] = useState(() => templateOf(mine))
  const [editing, setEditing] = useState<Painted | null>(null)
  const dirty = JSON.stringify(draft) !== JSON.stringify(paintedOf(mine))
  const save = async (week: readonly Painted[]) => {
    const kept = await send(week)
    if (!kept) return false
    toast(w.week_saved)
    changed(kept)
    return true
  }
  const saveOne = async (hours: Painted) => {
    const others = draft.filter((other) => other !== editing)
    if (await save([...others, hours].toSorted(inOrder))) setEditing(null)
  }
  const remove = (hours: Painted) => void save(draft.filter((other) => other !== hours))
  return (
    <div className="stack">
      <Card title={w.week_title} sub={w.week_intro}>
        <div className="stack">
          <Grid draft={draft} onWeek={setDraft} template={template} busy={busy} />
          <Disclosure summary={w.week_new} open={template.formats.length === 0}>
            <OfferFields value={{ ...template, starts: 0, ends: 60 }} onValue={({ starts: _s, ends: _e, ...rest }) => setTemplate(rest)} mine={mine} placeAdded={placeAdded} />
          </Disclosure>
          {dirty || sent.state === 'refused' || sent.state === 'unreachable' ? (
            <div className="week-saving">
              {editing === null ? <SentBanner sent={sent} onRetry={() => void save(draft)} /> : null}
              <Button busy={busy} onClick={() => void save(draft)}>{w.week_save}</Button>
              <Button look="quiet" disabled={busy} onClick={() => { clear(); setDraft(paintedOf(mine)) }}>{w.week_undo}</Button>
              <span className="muted">{w.week_unsaved}</span>
            </div>
          ) : null}
        </div>
      </Card>
      <Card title={w.list_title} aside={<Button look="quiet" small icon={Plus} disabled={busy} onClick={() => { clear(); setEditing(firstOf(template)) }}>{w.list_add}</Button>}>
        <HoursList draft={draft} mine={mine} onEdit={(hours) => { clear(); setEditing(hours) }} onRemove={remove} busy={busy} />
      </Card>
      <Dialog open={editing !== null} onClose={() => setEditing(null)} title={editing?.id ? w.form_change : w.form_add}>
        {editing ? <HoursForm start={editing} mine={mine} placeAdded={placeAdded} busy={busy} sent={sent} onSave={(hours) => void saveOne(hours)} onCancel={() => setEditing(null)} /> : null}
      </Dialog>
    </div>
  )
}

const firstOf = (template: Template): Painted => ({ ...template, id: null, weekday: 1, starts: 17 * 60, ends: 18 * 60 })

const DAYTIME = Array.from({ length: 16 }, (_, i) => i + 8)
const WHOLE_DAY = Array.from({ length: 24 }, (_, i) => i)

function Grid({ draft, onWeek, template, busy }: { draft: readonly Painted[]; onWeek: (week: Painted[]) => void; template: Template; busy: boolean }) {
  const w = useHoursWords()
  const [whole, setWhole] = useState(false)
  const used = WHOLE_DAY.filter((hour) => DAYTIME.includes(hour) || WEEKDAYS.some((weekday) => cellState(draft, weekday, hour) !== 'off'))
  return (
    <div className="stack-tight">
      <WeekTable week={draft} hours={whole ? WHOLE_DAY : used} busy={busy}
        onSwitch={({ weekday, hour }) => onWeek(cellState(draft, weekday, hour) === 'on' ? withoutCell(draft, weekday, hour) : withCell(draft, weekday, hour, template))} />
      <Checkbox label={w.week_all_hours} checked={whole} onValue={setWhole} />
    </div>
  )
}

interface ListProps {
  readonly draft: readonly Painted[]
  readonly mine: MyHours
  readonly busy: boolean
  readonly onEdit: (hours: Painted) => void
  readonly onRemove: (hours: Painted) => void
}

function HoursList({ draft, mine, busy, onEdit, onRemove }: ListProps) {
  const w = useHoursWords()
  const dates = useDates()
  if (draft.length === 0) return <p className="muted">{w.list_none}</p>
  return (
    <ul className="hours-list">
      {draft.map((hours) => {
        const when = weeklyText(w, dates, hours)
        return (
          <li key={hours.id ?? `${hours.weekday} ${hours.starts}`}>
            <div className="hours-said">
              <p className="hours-when"><strong>{when}</strong>{hours.ends > 1440 ? ` (${w.list_next_day})` : ''}</p>
              <p className="muted">{saidOf(hours, mine, w).join(' · ')}</p>
              <Validity hours={hours} today={mine.today} />
              <Missing hours={hours} mine={mine} />
            </div>
            <div className="row">
              <Button look="quiet" small disabled={busy} aria-label={w.list_edit_of(when)} onClick={() => onEdit(hours)}>{w.list_edit}</Button>
              <Button look="quiet" small disabled={busy} aria-label={w.list_remove_of(when)} onClick={() => onRemove(hours)}>{w.list_remove}</Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const saidOf = (hours: Painted, mine: MyHours, w: ReturnType<typeof useHoursWords>): string[] => {
  const place = hours.formats.includes('in-person') ? mine.places.find((p) => p.id === hours.place)?.name : undefined
  return [kindText(w, hours.kind), hours.formats.map((format) => formatText(w, format)).join(', '), ...(place ? [place] : [])]
}

function Validity({ hours, today }: { hours: Painted; today: string }) {
  const w = useHoursWords()
  const dates = useDates()
  const parts = [
    ...(hours.validFrom && hours.validFrom > today ? [w.list_from(dates.plainDate(hours.validFrom))] : []),
    ...(hours.validUntil ? [w.list_until(dates.plainDate(hours.validUntil))] : []),
  ]
  return parts.length > 0 ? <p className="small muted">{parts.join(', ')}</p> : null
}

function Missing({ hours, mine }: { hours: Painted; mine: MyHours }) {
  const w = useHoursWords()
  const ways = waysOf(mine)
  const missing = missingWays(hours, ways)
  if (missing.length === 0) return null
  return (
    <div className="hours-missing">
      <Badge tone="warm">{isIncomplete(hours, ways) ? w.list_unseen : w.list_partly}</Badge>
      <p>{missing.map((one) => missingText(w, one)).join(' ')}</p>
    </div>
  )
}
