import type { Locale } from '../../ui/same-words.ts'
import { nameOf, type PageProgram } from './page.ts'

/** The installed app carries the program's neutral name and icon, and nothing else that could tell what it is. */
export function webManifest(program: PageProgram, locale: Locale): string {
  const name = nameOf(program, locale)
  const at = `/${program.slug}/`
  return JSON.stringify({
    id: at, name, short_name: name.slice(0, 12).trim(), lang: locale, start_url: at, scope: at,
    display: 'standalone', background_color: '#faf8f4', theme_color: '#faf8f4',
    icons: [
      { src: `${at}icon-192.png`, sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: `${at}icon-512.png`, sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: `${at}icon-512-full.png`, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: `${at}icon.svg`, sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ],
  })
}
