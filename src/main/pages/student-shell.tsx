import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Calendar, Compass, House, LifeBuoy, MessageCircle, type Icon } from '../../ui/icons.ts'
import { useProgram } from '../../ui/program.tsx'
import { useLocale, useWords } from '../../ui/words.tsx'
import { DemonstrationNote } from './demonstration-note.tsx'
import { pageWords } from './page-words.ts'
import { TopBar } from './top-bar.tsx'
import './student-shell.css'

/** What stands around every screen of a student: name, language, quick exit; below, four places and help. */
export function StudentShell({ children }: { children: ReactNode }) {
  const w = useWords(pageWords)
  return (
    <div className="student-shell">
      <a className="skip" href="#page">
        {w.skip}
      </a>
      <TopBar />
      <main id="page" className="student-page" tabIndex={-1}>
        <DemonstrationNote />
        {children}
      </main>
      <StudentNav />
    </div>
  )
}

function StudentNav() {
  const w = useWords(pageWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  return (
    <nav className="bottom-nav" aria-label={w.nav_main}>
      <Place href="/" icon={House} name={w.nav_home} />
      <Place href="/find" icon={Compass} name={w.nav_find} />
      <Place href="/talk" icon={MessageCircle} name={w.nav_talk} />
      <Place href="/mine" icon={Calendar} name={w.nav_mine} />
      {/* A page of the server's own, so that it opens even when nothing here works. */}
      <a href={`/${slug}/help?lang=${locale}`} className="bottom-place bottom-help">
        <LifeBuoy />
        {w.nav_help}
      </a>
    </nav>
  )
}

function Place({ href, icon: Icon, name }: { href: string; icon: Icon; name: string }) {
  const [path] = useLocation()
  const here = href === '/' ? path === '/' : path.startsWith(href)
  return (
    <Link href={href} className="bottom-place" aria-current={here ? 'page' : undefined}>
      <Icon />
      {name}
    </Link>
  )
}
