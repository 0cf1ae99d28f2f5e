import type { ReactNode } from 'react'
import { ChevronDown } from './icons.ts'
import './disclosure.css'

/** More, one tap away: the browser's own details. */
export function Disclosure({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="disclosure" open={open}>
      <summary>
        <ChevronDown />
        {summary}
      </summary>
      <div className="disclosure-inside">{children}</div>
    </details>
  )
}
