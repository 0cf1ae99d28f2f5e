import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { ROLES, type Role } from '../../../rooms/people/rules.ts'
import { KEY_HOLDERS } from '../../../rooms/roster/rules.ts'
import { Avatar } from '../../../ui/badge.tsx'
import {
  Bell, CalendarClock, ChartNoAxesColumn, ClipboardList, FileSpreadsheet, Fingerprint, KeyRound, LayoutDashboard, LifeBuoy, MessageCircle, Phone, QrCode, Settings, ShieldAlert, ShieldCheck, SquarePen, Ticket, UserRound, UsersRound, type Icon,
} from '../../../ui/icons.ts'
import { useProgram } from '../../../ui/program.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { DemonstrationNote } from '../demonstration-note.tsx'
import { pageWords } from '../page-words.ts'
import { staffWords, type StaffWords } from './staff-words.ts'
import { QuickExit, LanguageSelect, ProgramName } from '../top-bar.tsx'
import './staff-shell.css'

export interface Member {
  readonly fullName: string
  readonly roles: readonly Role[]
}

type NavName = Extract<keyof StaffWords, `nav_${string}`>

interface Entry {
  readonly href: string
  readonly icon: Icon
  readonly name: NavName
  readonly roles: readonly Role[]
}

/** Who finds which page in the menu. The doors behind each page ask again. */
const ENTRIES: readonly Entry[] = [
  { href: '/staff', icon: LayoutDashboard, name: 'nav_overview', roles: ['coordinator'] },
  { href: '/staff/day', icon: CalendarClock, name: 'nav_day', roles: ['supporter'] },
  { href: '/staff/talk', icon: MessageCircle, name: 'nav_talk', roles: ['supporter'] },
  { href: '/staff/log', icon: SquarePen, name: 'nav_log', roles: ['supporter'] },
  { href: '/staff/hours', icon: ClipboardList, name: 'nav_hours', roles: ['supporter'] },
  { href: '/staff/profile', icon: UserRound, name: 'nav_profile', roles: ['supporter'] },
  { href: '/staff/safety', icon: ShieldAlert, name: 'nav_safety', roles: ['safety-contact'] },
  { href: '/staff/calls', icon: Phone, name: 'nav_calls', roles: ['on-call'] },
  { href: '/staff/notices', icon: Bell, name: 'nav_notices', roles: ['supporter', 'coordinator', 'safety-contact', 'on-call'] },
  { href: '/staff/coverage', icon: CalendarClock, name: 'nav_coverage', roles: ['coordinator'] },
  { href: '/staff/supporters', icon: UsersRound, name: 'nav_supporters', roles: ['coordinator'] },
  { href: '/staff/people', icon: UserRound, name: 'nav_people', roles: ['coordinator'] },
  { href: '/staff/week', icon: QrCode, name: 'nav_week', roles: ['coordinator'] },
  { href: '/staff/cards', icon: Ticket, name: 'nav_cards', roles: ['coordinator'] },
  { href: '/staff/import', icon: FileSpreadsheet, name: 'nav_import', roles: ['coordinator'] },
  { href: '/staff/reports', icon: ChartNoAxesColumn, name: 'nav_reports', roles: ['coordinator', 'evaluator'] },
  { href: '/staff/program', icon: Settings, name: 'nav_program', roles: ['coordinator'] },
  { href: '/staff/program-keys', icon: Fingerprint, name: 'nav_program_keys', roles: KEY_HOLDERS },
  { href: '/staff/standing', icon: ShieldCheck, name: 'nav_standing', roles: ROLES },
]

export const entriesFor = (roles: readonly Role[]): readonly Entry[] => ENTRIES.filter((entry) => entry.roles.some((role) => roles.includes(role)))

/** What stands around every page of the staff: the menu at the side, on a phone above and scrolling; who is signed in, bottom left. */
export function StaffShell({ member, children }: { member: Member | null; children: ReactNode }) {
  const w = useWords(pageWords)
  return (
    <div className="staff-shell">
      <a className="skip" href="#page">
        {w.skip}
      </a>
      <header className="staff-side no-print">
        <div className="staff-top">
          <ProgramName home="/staff" />
          <LanguageSelect />
          <QuickExit />
        </div>
        {member ? <StaffNav member={member} /> : null}
        <StaffFoot member={member} />
      </header>
      <main id="page" className="staff-page" tabIndex={-1}>
        <DemonstrationNote />
        {children}
      </main>
    </div>
  )
}

function StaffNav({ member }: { member: Member }) {
  const w = useWords(pageWords)
  const named = useWords(staffWords)
  const [path] = useLocation()
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path])
  return (
    <nav ref={list} className="staff-nav" aria-label={w.nav_main}>
      {entriesFor(member.roles).map(({ href, icon: Icon, name }) => (
        <Link key={href} href={href} className="staff-place" aria-current={isHere(path, href) ? 'page' : undefined}>
          <Icon />
          {named[name]}
        </Link>
      ))}
    </nav>
  )
}

const isHere = (path: string, href: string): boolean => (href === '/staff' ? path === '/staff' || path === '/staff/' : path === href || path.startsWith(`${href}/`))

function StaffFoot({ member }: { member: Member | null }) {
  const w = useWords(pageWords)
  const named = useWords(staffWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  return (
    <div className="staff-foot">
      <a href={`/${slug}/help?lang=${locale}`} className="staff-place staff-help">
        <LifeBuoy />
        {w.nav_help}
      </a>
      {member?.fullName ? (
        <Link href="/staff/keys" className="staff-place staff-me">
          <Avatar name={member.fullName} />
          <span className="staff-me-text">
            <strong>{member.fullName}</strong>
            <span className="small muted row">
              <KeyRound />
              {named.nav_way_back}
            </span>
          </span>
        </Link>
      ) : null}
    </div>
  )
}
