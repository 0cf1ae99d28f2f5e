import { ownScript } from '../../ui/own-script.ts'

/** Registers the worker once the page has settled: it keeps the help page and the shell for the hours without network. */
export function registerWorker(slug: string): void {
  if (!slug || !('serviceWorker' in navigator) || !isSecureContext) return
  const register = () => navigator.serviceWorker.register(ownScript(`/${slug}/worker.js`), { scope: `/${slug}/`, updateViaCache: 'none' }).catch(() => {})
  if (document.readyState === 'complete') void register()
  else window.addEventListener('load', () => void register(), { once: true })
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ keep: loadedFiles() }))
}

/** What this page fetched before the worker was there to keep it. */
const loadedFiles = (): string[] =>
  performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/')).map(({ pathname }) => pathname)
