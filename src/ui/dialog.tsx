import { useEffect, useId, useRef, type ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { X } from './icons.ts'
import { uiWords } from './ui-words.ts'
import { useWords } from './words.tsx'
import './dialog.css'

/** The browser's own dialog: keeps the focus inside, closes on Escape and on the veil, gives the focus back. A sheet from below on a phone. */
export function Dialog({ open, onClose, title, children }: { open: boolean; onClose: () => void; title: ReactNode; children: ReactNode }) {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  const w = useWords(uiWords)
  useEffect(() => {
    const dialog = element.current
    if (!dialog || dialog.open === open) return
    if (open) dialog.showModal()
    else dialog.close()
  }, [open])
  return (
    // A press beside the dialog closes it; the keyboard has Escape, which the element brings itself.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog ref={element} className="dialog" aria-labelledby={id} onClose={onClose} onClick={(event) => event.target === element.current && element.current.close()}>
      <div className="dialog-inside">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton label={w.close} icon={X} className="dialog-close" onClick={() => element.current?.close()} />
        </div>
        {open ? children : null}
      </div>
    </dialog>
  )
}
