import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { classes } from './classes.ts'
import { ChevronRight, type Icon } from './icons.ts'
import './card.css'

interface CardProps {
  title?: ReactNode
  sub?: ReactNode
  /** Stands at the right of the title: a badge, a link, a small button. */
  aside?: ReactNode
  /** Heading level of the title. */
  level?: 2 | 3
  className?: string
  children?: ReactNode
}

/** A white card with a line around it, and a heading if it has a title. */
export function Card({ title, sub, aside, level = 2, className, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={classes('card', className)}>
      {title ? (
        <div className="card-head">
          <div>
            <Heading>{title}</Heading>
            {sub ? <p className="muted card-sub">{sub}</p> : null}
          </div>
          {aside}
        </div>
      ) : null}
      {children}
    </section>
  )
}

/** A figure with its name above and a sentence about it below. */
export function FigureCard({ name, figure, note }: { name: ReactNode; figure: ReactNode; note?: ReactNode }) {
  return (
    <div className="card figure-card">
      <p className="muted">{name}</p>
      <p className="figure">{figure}</p>
      {note ? <p className="small muted">{note}</p> : null}
    </div>
  )
}

interface ActionCardProps {
  title: ReactNode
  sub?: ReactNode
  icon?: Icon
  look?: 'primary' | 'plain'
  href?: string
  onPress?: () => void
}

/** A big action: one or two on a screen, never three. Goes to `href`, or does `onPress`. */
export function ActionCard({ title, sub, icon: Icon, look = 'plain', href, onPress }: ActionCardProps) {
  const drawn = classes('action-card', look === 'primary' && 'action-card-primary')
  const content = (
    <>
      {Icon ? (
        <span className="action-card-icon">
          <Icon />
        </span>
      ) : null}
      <span className="action-card-text">
        <span className="action-card-title">{title}</span>
        {sub ? <span className="action-card-sub">{sub}</span> : null}
      </span>
      <ChevronRight className="action-card-chevron" />
    </>
  )
  if (href !== undefined) return <Link href={href} className={drawn}>{content}</Link>
  return <button type="button" className={drawn} onClick={onPress}>{content}</button>
}
