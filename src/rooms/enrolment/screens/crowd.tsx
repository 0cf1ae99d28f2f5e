import { Banner } from '../../../ui/banner.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card, FigureCard } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { readCrowd, readPoster } from '../client.ts'
import { enrolmentWords } from './words.ts'
import './enrolment.css'

/** For coordinators: the poster of the week, how large the crowd is, and never who is in it. */
export function CrowdScreen() {
  const w = useWords(enrolmentWords)
  const crowd = useLoad(readCrowd, [])
  const poster = useLoad(readPoster, [])
  return (
    <div className="stack">
      <PageHeader title={w.crowd_title} sub={w.crowd_sub} actions={<PrintButton />} />
      <Card title={w.poster_title} sub={w.poster_sub}>
        <Loaded load={poster} refused={({ refused, sentence }) => (refused === 'keys-none-yet'
          ? <Banner action={<ButtonLink look="quiet" small href="/staff/program-keys">{w.go_on}</ButtonLink>}>{w.poster_unsigned}</Banner> : <Banner tone="warn">{sentence}</Banner>)}>
          {({ fingerprint, groups }) => <Poster fingerprint={fingerprint} groups={groups} />}
        </Loaded>
      </Card>
      <Loaded load={crowd} lines={2}>
        {({ students, tenths }) => (
          <div className="stack no-print">
            <div className="grid-2">
              <FigureCard name={w.crowd_students} figure={students === null ? w.crowd_none : w.crowd_about(students)} />
              <FigureCard name={w.crowd_ways} figure={tenths === null ? '–' : w.crowd_tenths(tenths)} note={tenths === null ? w.crowd_too_few : undefined} />
            </div>
            <p className="small muted">{w.crowd_note}</p>
          </div>
        )}
      </Loaded>
    </div>
  )
}

function Poster({ fingerprint, groups }: { fingerprint: string; groups: readonly string[] }) {
  const w = useWords(enrolmentWords)
  const { slug, publicName } = useProgram()
  return (
    <div className="week-poster">
      <QrCode text={`${location.origin}/${slug}/enrol#root=${fingerprint}`} label={w.poster_qr} />
      <div className="stack-tight">
        <strong>{publicName}</strong>
        <p>{w.poster_line}</p>
        <p>{w.poster_scan} <span className="bold">{`${location.host}/${slug}/enrol`}</span></p>
        <p className="small muted">{w.poster_compare}</p>
        <p className="small" translate="no">{groups.join(' ')}</p>
      </div>
    </div>
  )
}
