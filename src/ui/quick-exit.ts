/** Leaving in a hurry: the page is blank first, then locked, then gone from the history's top. Never by Escape, which closes dialogs. */
type Lock = () => void | Promise<void>

const locks = new Set<Lock>()
/** The page is blank meanwhile: an old phone with a full disk has the time to lock. */
const LOCK_MS = 600
const TAPS = 3
const TAPS_WITHIN_MS = 1500

/** Registers what must be locked before the page is left; returns how to take it back. */
export function beforeQuickExit(lock: Lock): () => void {
  locks.add(lock)
  return () => locks.delete(lock)
}

export async function quickExit(to: string): Promise<void> {
  document.body.replaceChildren()
  document.title = ' '
  // A browser that brings this page back from memory finds it blank, and leaves once more.
  window.addEventListener('pageshow', (event) => event.persisted && location.replace(to))
  const patience = new Promise((done) => setTimeout(done, LOCK_MS))
  await Promise.race([Promise.allSettled([...locks].map(async (lock) => lock())), patience])
  location.replace(to)
}

/** Shift pressed three times alone, within a second and a half. Typing capitals does not count: another key starts the count anew. */
export function listenForQuickExit(to: string): () => void {
  let taps: number[] = []
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Shift') taps = []
    else if (!event.repeat) {
      taps = [...taps.filter((at) => event.timeStamp - at < TAPS_WITHIN_MS), event.timeStamp]
      if (taps.length >= TAPS) void quickExit(to)
    }
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
