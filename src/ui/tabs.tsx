import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import './tabs.css'

interface TabsProps<K extends string> {
  label: string
  tabs: readonly { key: K; label: ReactNode }[]
  current: K
  onChange: (key: K) => void
  children: ReactNode
}

/** A few views of one thing. Arrows move between tabs, as the ARIA pattern asks. */
export function Tabs<K extends string>({ label, tabs, current, onChange, children }: TabsProps<K>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.key === current)
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : event.key === 'ArrowRight' ? at + 1 : event.key === 'ArrowLeft' ? at - 1 : null
    if (to === null) return
    event.preventDefault()
    const next = tabs[(to + tabs.length) % tabs.length]
    if (!next) return
    onChange(next.key)
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus()
  }
  return (
    <div className="stack">
      <div ref={list} className="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button key={tab.key} type="button" role="tab" className="tab" id={`${id}-${tab.key}`} data-key={tab.key} aria-selected={tab.key === current} aria-controls={`${id}-panel`} tabIndex={tab.key === current ? 0 : -1} onClick={() => onChange(tab.key)}>
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`} className="stack">
        {children}
      </div>
    </div>
  )
}
