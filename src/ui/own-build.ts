/** Whether the server still has the file this page runs: a new version has others. The service worker answers no such question. */
export const askForBuild = (): Promise<'here' | 'replaced' | 'unreachable'> =>
  fetch(import.meta.url, { method: 'HEAD', cache: 'no-store', credentials: 'omit' }).then(({ ok, status }) => (ok ? 'here' : status === 404 ? 'replaced' : 'unreachable'), () => 'unreachable')

/** Loads the page again if the server answers: without it the page would give way to the help page. */
export const startAnew = (): void => void askForBuild().then((found) => found === 'unreachable' || location.reload())

let isTorn = false

/** Remembers that a file of this page did not come. Many browsers never ask for it again, so that what needs it works only on a page loaded anew. */
export const watchForTears = (): void => window.addEventListener('vite:preloadError', () => { isTorn = true })
export const isPageTorn = (): boolean => isTorn
