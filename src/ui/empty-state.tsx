import type { ReactNode } from 'react'
import type { Icon } from './icons.ts'
import './empty-state.css'

/** Nothing is here yet: what will be, and how to begin. */
export function EmptyState({ icon: Icon, title, action, children }: { icon?: Icon; title: ReactNode; action?: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty-state">
      {Icon ? (
        <span className="empty-state-icon">
          <Icon />
        </span>
      ) : null}
      <div className="empty-state-title">{title}</div>
      {children ? <div className="muted">{children}</div> : null}
      {action}
    </div>
  )
}
