import { Unreachable } from './api.ts'

/** Work that many ask for. */
export interface Again {
  /** One at a time: asked for while it runs, it runs once more. */
  now(): void
  /** After a while, unless it runs before. */
  later(): void
  stop(): void
}

/** Where the network fails, the work is done again by itself: no event may come that would ask for it. */
export function again(work: () => Promise<unknown>, afterMs: number): Again {
  let running = false, asked = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const later = () => { timer ??= setTimeout(now, afterMs) }
  const now = () => {
    stop()
    asked = running
    if (running) return
    running = true
    void work().catch((failure: unknown) => {
      if (!(failure instanceof Unreachable)) throw failure
      later()
    }).finally(() => {
      running = false
      if (asked) now()
    })
  }
  return { now, later, stop }
}
