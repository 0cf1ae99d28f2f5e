import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { CircleCheck, Info, LifeBuoy, TriangleAlert, type Icon } from './icons.ts'
import './banner.css'

export type BannerTone = 'info' | 'ok' | 'warn' | 'help'

const ICONS: Record<BannerTone, Icon> = { info: Info, ok: CircleCheck, warn: TriangleAlert, help: LifeBuoy }

interface BannerProps {
  tone?: BannerTone
  title?: ReactNode
  icon?: Icon
  action?: ReactNode
  children?: ReactNode
}

/** A sentence that matters on this page. A warning is announced when it appears; red is for help alone. */
export function Banner({ tone = 'info', title, icon, action, children }: BannerProps) {
  const Icon = icon ?? ICONS[tone]
  return (
    <div className={classes('banner', `banner-${tone}`)} role={tone === 'warn' ? 'alert' : undefined}>
      <Icon />
      <div className="banner-text">
        {title ? <p className="banner-title">{title}</p> : null}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
      {action ? <div className="banner-action">{action}</div> : null}
    </div>
  )
}
