import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { ArrowLeft } from './icons.ts'
import './page-header.css'

interface PageHeaderProps {
  title: ReactNode
  sub?: ReactNode
  actions?: ReactNode
  /** Where the arrow above the title leads, and what it is called. */
  back?: { href: string; label: string }
}

/** The one h1 of a page. It takes the focus after a change of page, so that a screen reader says where it is. */
export function PageHeader({ title, sub, actions, back }: PageHeaderProps) {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  return (
    <header className="page-header">
      {back ? (
        <Link href={back.href} className="page-back">
          <ArrowLeft />
          {back.label}
        </Link>
      ) : null}
      <div className="page-header-row">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {sub ? <p className="muted">{sub}</p> : null}
        </div>
        {actions ? <div className="page-actions no-print">{actions}</div> : null}
      </div>
    </header>
  )
}

let lastPath: string | null = null

/** Gives the focus to a heading when its page or step came by a click inside the program, never on the first load. */
export function useFocusOnArrival<E extends HTMLElement>() {
  const element = useRef<E>(null)
  const [path] = useLocation()
  useEffect(() => {
    if (lastPath !== null) {
      element.current?.focus({ preventScroll: true })
      window.scrollTo(0, 0)
    }
    lastPath = path
  }, [path])
  return element
}
