import { PrintButton } from '../../../ui/print-button.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useWords } from '../../../ui/words.tsx'
import type { Seat } from '../rules.ts'
import { rosterWords } from './words.ts'

/** One root key on paper: twenty-four words, and the same as a code. */
export function KeySheet({ seat, words }: { seat: Seat; words: readonly string[] }) {
  const w = useWords(rosterWords)
  const { publicName } = useProgram()
  return (
    <div className="key-sheet stack">
      <div className="stack-tight">
        <strong>{publicName}</strong>
        <span>{w.sheet_title(seat)}</span>
      </div>
      <div className="key-sheet-body">
        <ol className="key-words" lang="en" translate="no">{words.map((word, i) => <li key={`${i} ${word}`}>{word}</li>)}</ol>
        <QrCode text={words.join(' ')} label={w.sheet_qr} />
      </div>
      <p className="small muted">{seat === 3 ? w.sheet_envelope : w.sheet_spare}</p>
      <div className="no-print"><PrintButton label={w.sheet_print} /></div>
    </div>
  )
}
