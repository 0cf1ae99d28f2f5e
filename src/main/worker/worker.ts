/** The service worker, one for each program's address. It keeps the shell and the help page, and shows neutral notices. It is compiled alone: no imports. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extendable {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Told extends Extendable {
  data: unknown
}
interface Pushed extends Extendable {
  data: { json(): unknown } | null
}
interface Pressed extends Extendable {
  notification: { readonly data: unknown; close(): void }
}
interface Client {
  readonly url: string
  readonly visibilityState: string
  focus(): Promise<unknown>
}
interface Worker {
  registration: { scope: string; showNotification(title: string, options: object): Promise<void> }
  clients: { claim(): Promise<void>; matchAll(options: object): Promise<Client[]>; openWindow(url: string): Promise<unknown> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', heard: (event: Extendable) => void): void
  addEventListener(name: 'fetch', heard: (event: Fetching) => void): void
  addEventListener(name: 'message', heard: (event: Told) => void): void
  addEventListener(name: 'push', heard: (event: Pushed) => void): void
  addEventListener(name: 'notificationclick', heard: (event: Pressed) => void): void
}
declare const __FILES__: string[]
declare const __VERSION__: string

const worker = self as unknown as Worker
const scope = new URL(worker.registration.scope).pathname
const CACHE = `${scope}${__VERSION__}`
const HELP = `${scope}help`
const ICON = `${scope}icon-192.png`

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(keptFirst(event.request))
  else if (event.request.mode === 'navigate' && url.pathname.startsWith(scope)) event.respondWith(networkFirst(event.request, url))
})

/** A page says what it fetched before this worker was there. */
worker.addEventListener('message', (event) => {
  const { keep } = (event.data ?? {}) as { keep?: unknown }
  if (Array.isArray(keep)) event.waitUntil(keepFiles(keep.filter((file): file is string => typeof file === 'string' && file.startsWith('/assets/'))))
})

/** The push service, and whoever looks at the screen, learn nothing: the server sends a neutral title, and a path to open. */
worker.addEventListener('push', (event) => {
  event.waitUntil(show(noticeOf(event.data)))
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openProgram(event.notification.data === 'student'))
})

async function keepShell() {
  await keepFiles([...__FILES__, scope, HELP])
}

async function keepFiles(files: readonly string[]) {
  const cache = await caches.open(CACHE)
  await Promise.all(files.map(async (file) => {
    if (file.startsWith('/assets/') && (await cache.match(file, { ignoreVary: true }))) return
    const answer = await fetch(file, { credentials: 'omit', cache: file.startsWith('/assets/') ? 'default' : 'no-cache' })
    if (answer.ok) await cache.put(file, answer)
  }))
}

/** Caches of this program's older versions; other programs on the same host keep theirs. */
async function forgetOlder() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(scope) && name !== CACHE).map((name) => caches.delete(name)))
}

/** Names under /assets carry their hash: what is kept is right. */
async function keptFirst(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

/** Without network, staff get their shell (a draft waits on the phone); everybody else the help page, in the language seen last. */
async function networkFirst(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(CACHE)
  try {
    const answer = await fetch(request)
    if (answer.ok && url.pathname === HELP) await cache.put(HELP, answer.clone())
    return answer
  } catch (failure) {
    const staff = url.pathname.startsWith(`${scope}staff`)
    const kept = (await cache.match(staff ? scope : HELP, { ignoreVary: true })) ?? (await cache.match(HELP, { ignoreVary: true }))
    if (kept) return kept
    throw failure
  }
}

interface Notice {
  readonly title: string
  readonly body: string
  /** For a student: it never comes over an open page. */
  readonly student?: true
}

/** All that a student's device ever says; which of them, the page's language at the opt-in decided. */
const NEWS: Record<string, string> = { en: 'There is something new', fr: 'Il y a du nouveau', zh: '有新内容' }

function noticeOf(data: Pushed['data']): Notice {
  try {
    const { title, body, news } = (data?.json() ?? {}) as { title?: unknown; body?: unknown; news?: unknown }
    if (typeof news === 'string') return { title: NEWS[news] ?? NEWS.en!, body: '', student: true }
    return { title: typeof title === 'string' ? title.slice(0, 60) : '\u00a0', body: typeof body === 'string' ? body.slice(0, 120) : '' }
  } catch {
    return { title: '\u00a0', body: '' }
  }
}

const isStaff = (client: Client): boolean => new URL(client.url).pathname.startsWith(`${scope}staff`)
const ours = async (student: boolean): Promise<Client[]> =>
  (await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter((client) => new URL(client.url).pathname.startsWith(scope) && isStaff(client) !== student)

async function show({ title, body, student }: Notice) {
  if (student && (await ours(true)).some((client) => client.visibilityState === 'visible')) return
  await worker.registration.showNotification(title, { body, icon: ICON, badge: ICON, tag: 'update', data: student ? 'student' : null })
}

/** A press opens the staff's day, or the student's first page. */
async function openProgram(student: boolean) {
  const [here] = await ours(student)
  return here ? here.focus() : worker.clients.openWindow(student ? scope : `${scope}staff`)
}

export {}
