import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { readLimits } from '../client.ts'
import type { Limits } from '../contract.ts'

/** What stays private and what is passed on, part by part. */
export function LimitsView({ sections, level = 3 }: Pick<Limits, 'sections'> & { level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="stack">
      {sections.map(({ heading, sentences }) => (
        <section key={heading} className="stack-tight">
          <Heading>{heading}</Heading>
          {sentences.length > 1 ? <ul>{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul> : <p>{sentences[0]}</p>}
        </section>
      ))}
    </div>
  )
}

interface LimitsDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The version that was read; it travels with the booking, and nothing of it is kept by the account. */
  readonly onRead: (version: number) => void
}

/** Read before the first contact, and again when the text has changed. */
export function LimitsDialog({ open, onClose, onRead }: LimitsDialogProps) {
  const [title, setTitle] = useState('')
  return <Dialog open={open} onClose={onClose} title={title}>{open ? <LimitsToRead onTitle={setTitle} onRead={onRead} /> : null}</Dialog>
}

function LimitsToRead({ onTitle, onRead }: { onTitle: (title: string) => void; onRead: (version: number) => void }) {
  const load = useLoad(async () => {
    const limits = await readLimits()
    if (!('refused' in limits)) onTitle(limits.title)
    return limits
  }, [])
  return (
    <Loaded load={load} lines={8}>
      {({ version, sections, acknowledge }) => (
        <div className="stack">
          <LimitsView sections={sections} />
          <Button wide onClick={() => onRead(version)}>{acknowledge}</Button>
        </div>
      )}
    </Loaded>
  )
}
