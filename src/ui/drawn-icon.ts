import { createElement, type ReactElement, type SVGProps } from 'react'
import { classes } from './classes.ts'

/** What lucide knows of an icon. */
interface IconData {
  readonly name: string
  readonly node: readonly (readonly [string, Record<string, string>])[]
}

/**
 * Stands in for lucide's own maker of icons, which is six times as large: a student's first download is counted in bytes.
 * An icon is drawn for the eye only, unless it is given a name.
 */
export const drawnIcon = ({ node }: IconData) =>
  function Icon({ className, ...rest }: SVGProps<SVGSVGElement>): ReactElement {
    const hidden = 'aria-label' in rest || 'aria-labelledby' in rest ? {} : { 'aria-hidden': true }
    return createElement(
      'svg',
      { width: 24, height: 24, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round', strokeLinejoin: 'round', ...hidden, ...rest, className: classes('lucide', className) },
      node.map(([tag, attributes]) => createElement(tag, attributes)),
    )
  }
