/** The one policy the page's Content-Security-Policy admits: it lets exactly one script URL through, the service worker's. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => unknown }
}

/** Each program has its own worker, whose scope is the program's address. */
const WORKER = /^\/[a-z0-9-]+\/worker\.js$/

function workerUrl(slug: string): string {
  const wanted = `/${slug}/worker.js`
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
  if (!trustedTypes) return wanted
  const policy = trustedTypes.createPolicy('peerside', {
    createScriptURL: (url) => {
      if (!WORKER.test(url)) throw new TypeError('only our own worker')
      return url
    },
  })
  return policy.createScriptURL(wanted) as string
}

/** Registers the worker once the page has settled: it keeps the help page and the shell for the hours without network. */
export function registerWorker(slug: string): void {
  if (!slug || !('serviceWorker' in navigator) || !isSecureContext) return
  const register = () => navigator.serviceWorker.register(workerUrl(slug), { scope: `/${slug}/`, updateViaCache: 'none' }).catch(() => {})
  if (document.readyState === 'complete') void register()
  else window.addEventListener('load', () => void register(), { once: true })
}
