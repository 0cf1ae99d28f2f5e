import type { ReactNode } from 'react'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { RefreshCw, WifiOff } from './icons.ts'
import { isPageTorn, startAnew } from './own-build.ts'
import { Skeleton } from './spinner.tsx'
import { uiWords } from './ui-words.ts'
import type { Load, RefusedAnswer } from './use-load.ts'
import { useWords } from './words.tsx'

/** Draws what `useLoad` brought, or the wait, the refusal's sentence, or the lost connection with its retry. What is here stays, with what is being typed in it. */
export function Loaded<T>({ load, lines = 4, refused, children }: { load: Load<T>; lines?: number; refused?: (refusal: RefusedAnswer) => ReactNode; children: (data: T) => ReactNode }) {
  const w = useWords(uiWords)
  if (load.state === 'loading') return <Skeleton lines={lines} label={w.loading} />
  if (load.state === 'unreachable') return <UnreachableBanner onRetry={load.reload} />
  if (load.state === 'refused') return refused ? refused(load.refusal) : <Banner tone="warn">{load.refusal.sentence ?? load.refusal.refused}</Banner>
  return (
    <>
      {load.isStale ? <UnreachableBanner onRetry={load.reload} /> : null}
      {children(load.data)}
    </>
  )
}

/** The connection is gone, and what to do. Where it came back but a file of the page did not, only a page loaded anew helps. */
export function UnreachableBanner({ onRetry }: { onRetry?: () => void }) {
  const w = useWords(uiWords)
  if (isPageTorn() && navigator.onLine) {
    return (
      <Banner tone="warn" action={<Button look="quiet" small icon={RefreshCw} onClick={startAnew}>{w.load_again}</Button>}>
        {w.torn}
      </Banner>
    )
  }
  return (
    <Banner tone="warn" icon={WifiOff} action={onRetry ? <Button look="quiet" small icon={RefreshCw} onClick={onRetry}>{w.try_again}</Button> : undefined}>
      {w.unreachable}
    </Banner>
  )
}

/** Under a form: the sentence of a refusal, or the lost connection. `sent` comes from `useSend`. */
export function SentBanner({ sent, onRetry }: { sent: { state: string; refusal?: RefusedAnswer }; onRetry?: () => void }) {
  if (sent.state === 'unreachable') return <UnreachableBanner {...(onRetry ? { onRetry } : {})} />
  if (sent.state === 'refused' && sent.refusal) return <Banner tone="warn">{sent.refusal.sentence ?? sent.refusal.refused}</Banner>
  return null
}
