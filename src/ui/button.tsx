import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'wouter'
import { classes } from './classes.ts'
import type { Icon } from './icons.ts'
import { Spinner } from './spinner.tsx'
import './button.css'

export type ButtonLook = 'primary' | 'quiet' | 'danger' | 'help' | 'link'

interface Looks {
  look?: ButtonLook
  icon?: Icon
  /** Fills the width it is given. */
  wide?: boolean
  /** 40 px high instead of 48, for tables and toolbars of staff. */
  small?: boolean
  children: ReactNode
}

const classOf = ({ look = 'primary', wide, small }: Omit<Looks, 'children'>) => classes('button', `button-${look}`, wide && 'button-wide', small && 'button-small')

/** A thing to do here. `busy` keeps the focus, shows a spinner and ignores presses. */
export function Button({ look, icon: Icon, wide, small, busy, children, className, onClick, ...rest }: Looks & { busy?: boolean } & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button type="button" aria-disabled={busy || undefined} {...rest} onClick={busy ? (event) => event.preventDefault() : onClick} className={classes(classOf({ look: look ?? 'primary', wide: !!wide, small: !!small }), className)}>
      {busy ? <Spinner /> : Icon ? <Icon /> : null}
      {children}
    </button>
  )
}

/** A place to go, drawn as a button. `href` is relative to the program's address; other sites and `tel:` go through `outside`. */
export function ButtonLink({ look, icon: Icon, wide, small, outside, children, className, href, ...rest }: Looks & { href: string; outside?: boolean } & Omit<ComponentProps<'a'>, 'children' | 'href'>) {
  const drawn = classes(classOf({ look: look ?? 'primary', wide: !!wide, small: !!small }), className)
  const content = (
    <>
      {Icon ? <Icon /> : null}
      {children}
    </>
  )
  if (outside) return <a href={href} rel="noreferrer" {...rest} className={drawn}>{content}</a>
  return <Link href={href} {...rest} className={drawn}>{content}</Link>
}

/** A round button that shows only an icon; `label` is what it is called. */
export function IconButton({ label, icon: Icon, className, ...rest }: { label: string; icon: Icon } & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={classes('icon-button', className)}>
      <Icon />
    </button>
  )
}
