import '../ui/base.css'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { session } from '../rooms/accounts/client.ts'
import { homeWords } from '../rooms/bookings/screens/words.ts'
import { takeWayIn } from '../rooms/students/client.ts'
import { takePoster } from '../sealed/poster.ts'
import { speakFor } from '../ui/api.ts'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { watchForTears } from '../ui/own-build.ts'
import { programOnPage, ProgramProvider } from '../ui/program.tsx'
import { listenForQuickExit } from '../ui/quick-exit.ts'
import { remember, remembered } from '../ui/remembered.ts'
import type { Locale } from '../ui/same-words.ts'
import { ToastProvider } from '../ui/toast.tsx'
import { uiWords } from '../ui/ui-words.ts'
import { localeOf, LocaleProvider } from '../ui/words.tsx'
import { BrokenPage } from './pages/broken-page.tsx'
import { pageWords } from './pages/page-words.ts'
import { StudentPages } from './pages/student-pages.tsx'
import { registerWorker } from './pages/worker-registration.ts'

const StaffPages = lazy(async () => ({ default: (await import('./pages/staff/staff-pages.tsx')).StaffPages }))
const SetupPages = lazy(async () => ({ default: (await import('./pages/setup/setup-pages.tsx')).SetupPages }))

const root = document.documentElement
const program = programOnPage(root)
/** Staff and students never share a tab's life: which pages these are is decided once, by the address they were opened with. */
const isStaff = /^\/[^/]+\/(?:staff|join)(?:\/|$)/.test(location.pathname)

async function start() {
  takePoster()
  if (!isStaff) takeWayIn()
  const asked = localeOf(new URLSearchParams(location.search).get('lang'), program.locales)
  const locale = asked ?? localeOf(await remembered('locale'), program.locales) ?? localeOf(root.lang, program.locales) ?? 'en'
  if (asked) void remember('locale', asked)
  speakFor({ program: program.slug, locale })
  listenForQuickExit(program.exitTo)
  watchForTears()
  if (program.slug) void session.resume(program.slug, isStaff ? 'staff' : 'student')
  await Promise.all([uiWords, pageWords, ...(isStaff ? [] : [homeWords])].map((words) => words.load(locale)))
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <ProgramProvider program={program}>
        <LocaleProvider start={locale} offered={program.locales} onChoice={speakIn}>
          <ErrorBoundary fallback={<BrokenPage />}>
            <ToastProvider>
              <Suspense fallback={null}>
                <Pages />
              </Suspense>
            </ToastProvider>
          </ErrorBoundary>
        </LocaleProvider>
      </ProgramProvider>
    </StrictMode>,
  )
  registerWorker(program.slug)
}

/** What is chosen on the page outlives a language in the address. */
function speakIn(locale: Locale) {
  speakFor({ locale })
  const address = new URL(location.href)
  address.searchParams.delete('lang')
  history.replaceState(history.state, '', address)
}

function Pages() {
  if (!program.slug) return <SetupPages />
  return <Router base={`/${program.slug}`}>{isStaff ? <StaffPages /> : <StudentPages />}</Router>
}

void start()
