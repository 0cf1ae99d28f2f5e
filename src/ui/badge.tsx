import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import type { Icon } from './icons.ts'
import { useDates } from './program.tsx'
import './badge.css'

export type BadgeTone = 'plain' | 'brand' | 'warm' | 'plum' | 'ok' | 'help'

/** A word or two about the thing beside it. Not a button. */
export function Badge({ tone = 'plain', icon: Icon, children }: { tone?: BadgeTone; icon?: Icon; children: ReactNode }) {
  return (
    <span className={classes('badge', `badge-${tone}`)}>
      {Icon ? <Icon /> : null}
      {children}
    </span>
  )
}

const TONES = ['brand', 'warm', 'plum'] as const

/** The first letter of a chosen name, in one of three colours that stay with the name. The name itself stands beside it. */
export function Avatar({ name, large }: { name: string; large?: boolean }) {
  const letter = [...name.trim()][0]?.toLocaleUpperCase() ?? '·'
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0)
  return (
    <span className={classes('avatar', `badge-${TONES[sum % 3]}`, large && 'avatar-large')} aria-hidden="true">
      {letter}
    </span>
  )
}

/** The day of something, as a leaf of a calendar. The full date is written beside it. */
export function DateTile({ at }: { at: number }) {
  const dates = useDates()
  return (
    <span className="date-tile" aria-hidden="true">
      <span>{dates.monthShort(at)}</span>
      <span className="date-tile-day">{dates.dayOfMonth(at)}</span>
    </span>
  )
}
