import { Link } from 'wouter'
import type { EndsWith, Holding, HoldingKind } from '../../../platform/holdings.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { turnNewsOffEverywhere } from '../../notices/client.ts'
import { readHoldings } from '../client.ts'
import { groupOf, HELD_GROUPS, isDay, removedAt, type Side } from '../rules.ts'
import { heldWords } from './words.ts'
import './held.css'

/** Every row about whoever is signed in, in plain words: how much, and when it goes. */
export function HeldScreen({ side }: { side: Side }) {
  const w = useWords(heldWords)
  const load = useLoad(readHoldings, [])
  const { slug } = useProgram()
  const { locale } = useLocale()
  return (
    <div className="stack column">
      <PageHeader title={w.held_title} sub={w.held_sub} />
      <Loaded load={load} lines={8}>{({ holdings }) => <Held holdings={holdings} side={side} changed={load.reload} />}</Loaded>
      <Card title={w.held_not_title}>
        <ul className="stack-tight">{[w.held_not_1, w.held_not_2, w.held_not_3, w.held_not_4].map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        <p><a href={`/${slug}/privacy?lang=${locale}`}>{w.held_limits}</a></p>
      </Card>
    </div>
  )
}

interface HeldProps { holdings: readonly Holding[]; side: Side; changed: () => void }

function Held({ holdings, ...rest }: HeldProps) {
  const w = useWords(heldWords)
  const groups = HELD_GROUPS.map((group) => ({ group, lines: holdings.filter(({ kind }) => groupOf(kind) === group) })).filter(({ lines }) => lines.length > 0)
  const sum = (of: 'rows' | 'bytes') => holdings.reduce((total, one) => total + one[of], 0)
  return (
    <>
      {groups.map(({ group, lines }) => (
        <Card key={group} title={w[`held_group_${group}`]}>
          <ul className="held">{linesByKind(lines).map((one) => <HeldKind key={one[0]!.kind} lines={one} {...rest} />)}</ul>
        </Card>
      ))}
      <p className="muted">{w.held_total(sum('rows'), useSize()(sum('bytes')))}</p>
    </>
  )
}

/** One kind once, with each of its days below. */
const linesByKind = (lines: readonly Holding[]): Holding[][] =>
  [...new Set(lines.map(({ kind }) => kind))].map((kind) => lines.filter((one) => one.kind === kind).toSorted((a, b) => (a.goesOn < b.goesOn ? -1 : 1)))

function HeldKind({ lines, side, changed }: Omit<HeldProps, 'holdings'> & { lines: readonly Holding[] }) {
  const w = useWords(heldWords)
  const size = useSize(), goes = useGoes()
  const { kind } = lines[0]!
  const place = removedAt(kind, side)
  return (
    <li>
      <p>{w[wordOf(kind)]}</p>
      {lines.map(({ goesOn, rows, bytes }) => (
        <p key={goesOn} className="small held-line"><span className="muted">{w.held_rows(rows, size(bytes))}</span> <strong>{goes(goesOn)}</strong></p>
      ))}
      {kind === 'device' ? <DevicesOff done={changed} /> : place ? <p className="small"><Link href={place}>{w.held_remove}</Link></p> : null}
    </li>
  )
}

function DevicesOff({ done }: { done: () => void }) {
  const w = useWords(heldWords)
  const toast = useToast()
  const { send, sent, busy } = useSend(turnNewsOffEverywhere)
  const off = async () => {
    if (!(await send())) return
    toast(w.held_removed_devices)
    done()
  }
  return (
    <>
      <Button look="quiet" small busy={busy} onClick={() => void off()}>{w.held_remove_devices}</Button>
      <SentBanner sent={sent} />
    </>
  )
}

type Snake<S extends string> = S extends `${infer A}-${infer B}` ? `${A}_${Snake<B>}` : S
const snake = <S extends string>(word: S): Snake<S> => word.replaceAll('-', '_') as Snake<S>
const wordOf = (kind: HoldingKind) => `held_${snake(kind)}` as const

/** A day by its date, everything else by its sentence. */
function useGoes(): (goesOn: string) => string {
  const w = useWords(heldWords), dates = useDates()
  return (goesOn) => (isDay(goesOn) ? w.held_goes(dates.plainDate(goesOn)) : w[`held_ends_${snake(goesOn as EndsWith)}`])
}

const KILO = 1000

function useSize(): (bytes: number) => string {
  const dates = useDates()
  return (bytes) => (bytes < KILO ? `${dates.number(bytes)}\u00a0B` : `${dates.number(Math.round(bytes / 100) / 10)}\u00a0kB`)
}
