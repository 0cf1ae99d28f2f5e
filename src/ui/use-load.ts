import { useCallback, useEffect, useRef, useState } from 'react'

/** What a door answers when it says no: a word for the program, a sentence for the reader. */
export interface RefusedAnswer {
  refused: string
  sentence?: string
}

export type Load<T> = { reload: () => void } & Phase<T>

type Phase<T> =
  | { state: 'loading' }
  /** `isStale`: what is here could not be read anew; `reload` tries again. */
  | { state: 'here'; data: T; isStale?: true }
  | { state: 'refused'; refusal: RefusedAnswer }
  /** The network or the server failed and nothing is here yet; `reload` tries again. */
  | { state: 'unreachable' }

export const isRefusal = (answer: unknown): answer is RefusedAnswer => typeof answer === 'object' && answer !== null && 'refused' in answer && typeof answer.refused === 'string'

/**
 * Asks once, and again when `keys` change or `reload` is called. New keys are another question: what is here goes. A reload keeps it until the
 * new answer arrives, and when none does; an answer that comes too late is dropped.
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
    const settle = (next: (now: Phase<T>) => Phase<T>) => {
      if (mine === turn.current) setPhase(next)
    }
    asking.current().then(
      (answer) => settle(() => (isRefusal(answer) ? { state: 'refused', refusal: answer } : { state: 'here', data: answer as T })),
      () => settle((now) => (now.state === 'here' ? { ...now, isStale: true } : { state: 'unreachable' })),
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

/** Reloads when `key` changes: the same question under new circumstances, so that what somebody is typing below stays. */
export function useReloadOn(key: unknown, reload: () => void): void {
  const asked = useRef(key)
  useEffect(() => {
    if (asked.current === key) return
    asked.current = key
    reload()
  }, [key, reload])
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
