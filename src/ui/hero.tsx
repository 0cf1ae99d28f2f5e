import type { ReactNode } from 'react'
import './hero.css'

/** A quiet landscape with one question in it; the one or two big actions stand on its lower edge. */
export function Hero({ greeting, title, children }: { greeting?: ReactNode; title: ReactNode; children?: ReactNode }) {
  return (
    <div className="hero">
      <div className="hero-scene" aria-hidden="true">
        <svg className="hero-sun" viewBox="0 0 10 10">
          <circle cx="5" cy="5" r="5" />
        </svg>
        <svg className="hero-waves" viewBox="0 0 400 120" preserveAspectRatio="none">
          <path className="wave-1" d="M0 30C60-8 110 4 180 28S320 62 400 0V120H0Z" />
          <path className="wave-2" d="M0 58C70 30 130 36 200 52S330 72 400 40V120H0Z" />
          <path className="wave-3" d="M0 86C80 72 150 88 220 90S340 84 400 78V120H0Z" />
        </svg>
      </div>
      <div className="hero-words">
        {greeting ? <p className="hero-greeting">{greeting}</p> : null}
        {title}
      </div>
      {children ? <div className="hero-actions">{children}</div> : null}
    </div>
  )
}
