import { LogOut } from '../../ui/icons.ts'
import { Mark } from '../../ui/mark.tsx'
import { useProgram } from '../../ui/program.tsx'
import { quickExit } from '../../ui/quick-exit.ts'
import type { Locale } from '../../ui/same-words.ts'
import { htmlLang, useLocale, useWords } from '../../ui/words.tsx'
import { Link } from 'wouter'
import { pageWords } from './page-words.ts'
import './top-bar.css'

const SHORT: Record<Locale, string> = { en: 'EN', fr: 'FR', zh: '中文' }

/** The neutral name, the language and the way out. */
export const TopBar = () => (
  <header className="top-bar no-print">
    <ProgramName home="/" />
    <LanguageSelect />
    <QuickExit />
  </header>
)

export function ProgramName({ home }: { home: string }) {
  const { publicName } = useProgram()
  return (
    <Link href={home} className="top-name">
      <Mark />
      <span>{publicName}</span>
    </Link>
  )
}

export function LanguageSelect() {
  const w = useWords(pageWords)
  const { locale, offered, chooseLocale } = useLocale()
  if (offered.length < 2) return null
  return (
    <select className="top-language" aria-label={w.language} value={locale} onChange={(event) => chooseLocale(event.target.value as Locale)}>
      {offered.map((one) => (
        <option key={one} value={one} lang={htmlLang(one)}>
          {SHORT[one]}
        </option>
      ))}
    </select>
  )
}

export function QuickExit() {
  const w = useWords(pageWords)
  const { exitTo } = useProgram()
  return (
    <button type="button" className="top-exit" title={w.quick_exit_hint} onClick={() => void quickExit(exitTo)}>
      <LogOut />
      {w.quick_exit}
    </button>
  )
}
