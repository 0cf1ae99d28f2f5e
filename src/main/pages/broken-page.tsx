import { Button, ButtonLink } from '../../ui/button.tsx'
import { LifeBuoy } from '../../ui/icons.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFocusOnArrival } from '../../ui/page-header.tsx'
import { useProgram } from '../../ui/program.tsx'
import { uiWords } from '../../ui/ui-words.ts'
import { useLocale, useWords } from '../../ui/words.tsx'
import { pageWords } from './page-words.ts'

/** Something no screen foresaw. The help page is the server's own and works regardless. */
export function BrokenPage({ onRetry }: { onRetry: () => void }) {
  const w = useWords(uiWords)
  const p = useWords(pageWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  return (
    <main>
      <EmptyState
        title={<h1>{w.went_wrong}</h1>}
        action={
          <div className="row">
            <Button onClick={onRetry}>{w.try_again}</Button>
            <ButtonLink look="quiet" outside icon={LifeBuoy} href={slug ? `/${slug}/help?lang=${locale}` : '/'}>
              {p.nav_help}
            </ButtonLink>
          </div>
        }
      />
    </main>
  )
}

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
