import { useEffect, useState } from 'react'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { LifeBuoy } from '../../ui/icons.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { askForBuild, startAnew } from '../../ui/own-build.ts'
import { useFocusOnArrival } from '../../ui/page-header.tsx'
import { useProgram } from '../../ui/program.tsx'
import { uiWords } from '../../ui/ui-words.ts'
import { useLocale, useWords } from '../../ui/words.tsx'
import { pageWords } from './page-words.ts'

/** A new page starts by itself once, not in a circle. */
const OLD_MS = 10_000

/** Something no screen foresaw, or a screen's file that did not come: only a page loaded anew asks for it again. The help page is the server's own and works regardless. */
export function BrokenScreen() {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const w = useWords(uiWords)
  const p = useWords(pageWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  const [isAway, setAway] = useState(!navigator.onLine)
  useEffect(() => {
    void askForBuild().then((found) => {
      setAway(found === 'unreachable')
      // After an update the files of an open page are gone.
      if (found === 'replaced' && performance.now() > OLD_MS) location.reload()
    })
    window.addEventListener('online', startAnew)
    return () => window.removeEventListener('online', startAnew)
  }, [])
  return (
    <EmptyState
      title={<h1 ref={heading} tabIndex={-1}>{isAway ? w.not_arrived : w.went_wrong}</h1>}
      action={
        <div className="row">
          <Button onClick={startAnew}>{w.try_again}</Button>
          <ButtonLink look="quiet" outside icon={LifeBuoy} href={slug ? `/${slug}/help?lang=${locale}` : '/'}>
            {p.nav_help}
          </ButtonLink>
        </div>
      }
    />
  )
}

/** The same where even the frame broke. */
export const BrokenPage = () => <main><BrokenScreen /></main>

export function NotHerePage() {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const w = useWords(uiWords)
  const p = useWords(pageWords)
  return (
    <EmptyState title={<h1 ref={heading} tabIndex={-1}>{p.not_here}</h1>} action={<ButtonLink href="/">{w.to_start}</ButtonLink>}>
      {p.not_here_text}
    </EmptyState>
  )
}
