import type { Locale } from '../../ui/same-words.ts'
import { spokenLocale } from '../../ui/api.ts'
import { askForBuild } from '../../ui/own-build.ts'

/** What the buttons of a student's screens ask for when pressed; a check of the architecture keeps the list whole. */
const files = [
  () => import('../../sealed/account-keys.ts'), () => import('../../sealed/booking-note.ts'), () => import('../../sealed/ceremony.ts'),
  () => import('../../sealed/conversation.ts'), () => import('../../sealed/drawn.ts'), () => import('../../sealed/emergency.ts'), () => import('../../sealed/hpke.ts'),
  () => import('../../sealed/passkey.ts'), () => import('../../sealed/passphrase.ts'), () => import('../../sealed/recovery-words.ts'),
  () => import('../../sealed/report.ts'), () => import('../../sealed/root-keys.ts'), () => import('../../sealed/spare.ts'),
  () => import('../../sealed/thread.ts'), () => import('../../sealed/token.ts'), () => import('../../sealed/token-beside.ts'), () => import('../../sealed/travelling.ts'),
  () => import('../../sealed/vault.ts'), () => import('../../ui/hard-work.ts'),
  () => import('../../rooms/conversations/rules/crisis-words-en.ts'), () => import('../../rooms/conversations/rules/crisis-words-fr.ts'), () => import('../../rooms/conversations/rules/crisis-words-zh.ts'),
  () => import('../../rooms/conversations/client.ts'), () => import('../../rooms/enrolment/client.ts'), () => import('../../rooms/requests/client.ts'), () => import('../../rooms/roster/client.ts'),
]

/** And what their later steps say. */
const words: Readonly<Record<Locale, () => Promise<unknown>[]>> = {
  en: () => [import('../../rooms/enrolment/words/en.ts'), import('../../rooms/reports/words/en.ts'), import('../../rooms/roster/words/en.ts')],
  fr: () => [import('../../rooms/enrolment/words/fr.ts'), import('../../rooms/reports/words/fr.ts'), import('../../rooms/roster/words/fr.ts')],
  zh: () => [import('../../rooms/enrolment/words/zh.ts'), import('../../rooms/reports/words/zh.ts'), import('../../rooms/roster/words/zh.ts')],
}

/**
 * Fetches them once a screen is there, so that a network lost while somebody writes takes nothing from them. Many browsers never ask
 * again for a file that failed, so nothing is asked for while the server does not answer.
 */
export async function keepOnHand(): Promise<void> {
  if ((await askForBuild()) !== 'here') return window.addEventListener('online', () => void keepOnHand(), { once: true })
  await Promise.allSettled([...files.map((fetchFile) => fetchFile()), ...words[spokenLocale() as Locale]()])
}
