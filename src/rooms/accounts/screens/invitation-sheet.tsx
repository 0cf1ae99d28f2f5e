import { Banner } from '../../../ui/banner.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { useDates } from '../../../ui/program.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useWords } from '../../../ui/words.tsx'
import { accountWords } from './words.ts'
import './accounts.css'

export interface Slip {
  readonly name: string
  readonly link: string
  readonly expiresOn: string
}

/** Many invitations on paper: scanned or typed, cut apart and handed over. The links exist on this page alone. */
export function InvitationSheet({ slips }: { slips: readonly Slip[] }) {
  const w = useWords(accountWords)
  const dates = useDates()
  return (
    <section className="stack" aria-label={w.sheet_title}>
      <div className="stack-tight no-print">
        <Banner tone="warn" action={<PrintButton label={w.sheet_print} />}>{w.sheet_now}</Banner>
        <p className="muted">{w.sheet_sub}</p>
      </div>
      <ul className="invitation-slips">
        {slips.map(({ name, link, expiresOn }) => {
          const [address = '', code = ''] = link.split('#')
          return (
            <li key={link} className="invitation-slip">
              <QrCode text={link} label={w.qr_of(name)} />
              <div className="stack-tight">
                <strong>{name}</strong>
                <span className="small">{w.sheet_scan} {address.replace(/^https?:\/\//, '')} {w.sheet_type}</span>
                <span className="invitation-code">{code}</span>
                <span className="small muted">{w.sheet_until(dates.plainDate(expiresOn))}</span>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
