import { Banner } from '../../../ui/banner.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { posterLink, readDesk } from '../client.ts'
import { Groups } from './groups.tsx'
import { rosterWords } from './words.ts'
import './roster.css'

/** The poster: a code to scan and the groups to compare. It says nothing of what the page is for. */
export function PosterPage() {
  const w = useWords(rosterWords)
  const load = useLoad(readDesk, [])
  return (
    <div className="stack">
      <div className="no-print stack">
        <PageHeader title={w.poster_title} sub={w.poster_page_sub} back={{ href: '/staff/program-keys', label: w.page_title }} actions={<PrintButton />} />
      </div>
      <Loaded load={load} lines={8}>{({ root }) => (root ? <Poster fingerprint={root.fingerprint} /> : <Banner tone="warn">{w.poster_not_yet}</Banner>)}</Loaded>
    </div>
  )
}

function Poster({ fingerprint }: { fingerprint: string }) {
  const w = useWords(rosterWords)
  const { publicName, slug } = useProgram()
  return (
    <section className="poster" aria-label={w.poster_title}>
      <strong className="poster-name">{publicName}</strong>
      <QrCode text={posterLink(fingerprint)} label={w.poster_qr} />
      <p className="poster-address">{`${location.host}/${slug}`}</p>
      <Groups fingerprint={fingerprint} label={w.poster_compare} />
      <p className="small">{w.poster_why}</p>
    </section>
  )
}
