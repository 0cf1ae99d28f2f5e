/** The small script of the server's own pages: quick exit, and keeping the help page for later. They work without it. */
import '../../ui/base.css'
import './plain.css'
import { beforeQuickExit, listenForQuickExit, quickExit } from '../../ui/quick-exit.ts'
import { registerWorker } from './worker-registration.ts'

const { slug = '', exit = '' } = document.documentElement.dataset
if (exit) {
  listenForQuickExit(exit)
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-exit]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      void quickExit(exit)
    })
  }
}
// Fetched when the page has nothing better to do, so that leaving in a hurry finds it here.
if (slug) {
  const prepare = async () => {
    const { lockDevice, openDrawer } = await import('../../rooms/accounts/client.ts')
    beforeQuickExit(() => lockDevice(slug))
    await openDrawer(slug)
  }
  window.addEventListener('load', () => setTimeout(() => void prepare(), 500), { once: true })
}
registerWorker(slug)
