import { useCallback, useEffect, useRef, useState } from 'react'

/** What a door answers when it says no: a word for the program, a sentence for the reader. */
export interface RefusedAnswer {
  refused: string
  sentence?: string
}

export type Load<T> = { reload: () => void } & (
  | { state: 'loading' }
  | { state: 'here'; data: T }
  | { state: 'refused'; refusal: RefusedAnswer }
  /** The network or the server failed; `reload` tries again. */
  | { state: 'unreachable' }
)

type Phase<T> = { state: 'loading' } | { state: 'here'; data: T } | { state: 'refused'; refusal: RefusedAnswer } | { state: 'unreachable' }

export const isRefusal = (answer: unknown): answer is RefusedAnswer => typeof answer === 'object' && answer !== null && 'refused' in answer && typeof answer.refused === 'string'

/**
 * Asks once, and again when `keys` change or `reload` is called. A reload keeps showing what is here until the new answer arrives;
 * an answer that comes too late is dropped.
 */
export function useLoad<A>(ask: () => Promise<A>, keys: readonly unknown[]): Load<Exclude<A, RefusedAnswer>> {
  type T = Exclude<A, RefusedAnswer>
  const [phase, setPhase] = useState<Phase<T>>({ state: 'loading' })
  const turn = useRef(0)
  const asking = useRef(ask)
  asking.current = ask
  const go = useCallback((fresh: boolean) => {
    const mine = ++turn.current
    if (fresh) setPhase({ state: 'loading' })
    const settle = (next: Phase<T>) => {
      if (mine === turn.current) setPhase(next)
    }
    asking.current().then(
      (answer) => settle(isRefusal(answer) ? { state: 'refused', refusal: answer } : { state: 'here', data: answer as T }),
      () => settle({ state: 'unreachable' }),
    )
  }, [])
  useEffect(() => {
    go(true)
    return () => {
      // oxlint-disable-next-line react/exhaustive-deps -- the newest turn is meant, not the one of this effect
      turn.current++
    }
    // The keys are the caller's: they say when the question has changed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [go, ...keys])
  const reload = useCallback(() => go(false), [go])
  return { ...phase, reload }
}

type Sent<A> = { state: 'idle' } | { state: 'sending' } | { state: 'refused'; refusal: RefusedAnswer } | { state: 'unreachable' } | { state: 'done'; answer: Exclude<A, RefusedAnswer> }

/** One thing being sent: `send()` resolves to the answer, or to null when it was refused or did not arrive (`sent` says which). A second press while sending is ignored. */
export function useSend<I extends unknown[], A>(ask: (...input: I) => Promise<A>) {
  const [sent, setSent] = useState<Sent<A>>({ state: 'idle' })
  const sending = useRef(false)
  const asking = useRef(ask)
  asking.current = ask
  const send = useCallback(async (...input: I): Promise<Exclude<A, RefusedAnswer> | null> => {
    if (sending.current) return null
    sending.current = true
    setSent({ state: 'sending' })
    try {
      const answer = await asking.current(...input)
      if (isRefusal(answer)) {
        setSent({ state: 'refused', refusal: answer })
        return null
      }
      setSent({ state: 'done', answer: answer as Exclude<A, RefusedAnswer> })
      return answer as Exclude<A, RefusedAnswer>
    } catch {
      setSent({ state: 'unreachable' })
      return null
    } finally {
      sending.current = false
    }
  }, [])
  const clear = useCallback(() => setSent({ state: 'idle' }), [])
  return { send, sent, busy: sent.state === 'sending', clear }
}
