/** The one policy the page's Content-Security-Policy admits: it lets our own workers through and no other script. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => unknown }
}

/** The service worker of a program, and the build's workers, which it names so; no other file, not even one of ours. */
const OURS = /^\/(?:[a-z0-9-]+\/worker|assets\/worker-[\w-]+)\.js$/

let policy: { createScriptURL: (url: string) => unknown } | null = null

/** An address of a script of our own, in the form that the browser demands where it enforces trusted types. */
export function ownScript(url: string): string {
  if (!OURS.test(url)) throw new TypeError('only our own workers')
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
  if (!trustedTypes) return url
  policy ??= trustedTypes.createPolicy('peerside', { createScriptURL: (wanted) => {
    if (!OURS.test(wanted)) throw new TypeError('only our own workers')
    return wanted
  } })
  return policy.createScriptURL(url) as string
}
