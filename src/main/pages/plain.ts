/** The small script of the server's own pages: quick exit, and keeping the help page for later. They work without it. */
import '../../ui/base.css'
import './plain.css'
import { listenForQuickExit, quickExit } from '../../ui/quick-exit.ts'
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
registerWorker(slug)
