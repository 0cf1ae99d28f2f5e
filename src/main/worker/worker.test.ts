import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'

type Heard = (event: object) => void
interface Shown {
  title: string
  options: { body: string; data: unknown }
}

const SOURCE = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'worker.ts'), 'utf8')).replace('export {}', '')

/** The worker of /commons/ in a browser of paper: what it keeps, shows and answers can be read. */
function workerAt(online: { is: boolean }) {
  const heard = new Map<string, Heard>()
  const shelves = new Map<string, Map<string, string>>([['/commons/older', new Map()], ['/other/v1', new Map()]])
  const shown: Shown[] = []
  const asked: string[] = []
  const opened: string[] = []
  const open: { url: string; visibilityState: string; focus(): Promise<void> }[] = []
  const pathOf = (request: string | { url: string }) => new URL(typeof request === 'string' ? request : request.url, 'https://here.example').pathname
  const shelf = (name: string) => {
    const files = shelves.get(name) ?? shelves.set(name, new Map()).get(name)!
    return {
      match: async (request: string | { url: string }) => { const body = files.get(pathOf(request)); return body === undefined ? undefined : new Response(body) },
      put: async (request: string | { url: string }, answer: Response) => void files.set(pathOf(request), await answer.text()),
    }
  }
  const self = {
    registration: { scope: 'https://here.example/commons/', showNotification: async (title: string, options: Shown['options']) => void shown.push({ title, options }) },
    clients: { claim: async () => {}, matchAll: async () => open, openWindow: async (url: string) => void opened.push(url) },
    skipWaiting: async () => {},
    addEventListener: (name: string, act: Heard) => void heard.set(name, act),
  }
  runInNewContext(SOURCE, {
    self, URL, Promise, location: { origin: 'https://here.example' }, __FILES__: ['/assets/app-1.js'], __VERSION__: 'v2',
    caches: { open: async (name: string) => shelf(name), keys: async () => [...shelves.keys()], delete: async (name: string) => shelves.delete(name) },
    fetch: async (request: string | { url: string }) => {
      if (!online.is) throw new TypeError('offline')
      asked.push(pathOf(request))
      return new Response(`from the server: ${pathOf(request)}`)
    },
  })
  async function happen(name: string, event: object = {}): Promise<Response | undefined> {
    let work: Promise<unknown> = Promise.resolve()
    let answer: Promise<Response> | undefined
    heard.get(name)!({ ...event, waitUntil: (promise: Promise<unknown>) => { work = promise }, respondWith: (promise: Promise<Response>) => { answer = promise } })
    await work
    return answer
  }
  const visit = async (path: string, mode = 'navigate', method = 'GET') => (await happen('fetch', { request: { url: `https://here.example${path}`, mode, method } }))?.text()
  return { happen, visit, shelves, shown, asked, opened, open }
}

const installed = async (online = { is: true }) => {
  const worker = workerAt(online)
  await worker.happen('install')
  await worker.happen('activate')
  return { ...worker, online }
}

describe('without network', () => {
  it('the help page opens, whatever a student asked for', async () => {
    const { visit, online } = await installed()
    online.is = false
    expect(await visit('/commons/help')).toBe('from the server: /commons/help')
    expect(await visit('/commons/find')).toBe('from the server: /commons/help')
  })

  it('staff get their pages, because a draft waits there', async () => {
    const { visit, online } = await installed()
    online.is = false
    expect(await visit('/commons/staff/log')).toBe('from the server: /commons/')
  })

  it('files that a page had fetched before the worker came are there', async () => {
    const { happen, visit, online } = await installed()
    await happen('message', { data: { keep: ['/assets/staff-1.js', 'https://elsewhere.example/x', 7] } })
    online.is = false
    expect(await visit('/assets/staff-1.js', 'no-cors')).toBe('from the server: /assets/staff-1.js')
  })
})

describe('what the worker leaves alone', () => {
  it('never keeps or answers what the program’s doors say', async () => {
    const { visit, shelves } = await installed()
    expect(await visit('/api/commons/bookings/mine', 'cors')).toBeUndefined()
    expect(await visit('/commons/help', 'navigate', 'POST')).toBeUndefined()
    expect([...shelves.get('/commons/v2')!.keys()].filter((path) => path.startsWith('/api'))).toEqual([])
  })

  it('forgets its own older files, not those of another program on the same host', async () => {
    const { shelves } = await installed()
    expect([...shelves.keys()].toSorted()).toEqual(['/commons/v2', '/other/v1'])
  })

  it('asks once for a file whose name carries its hash', async () => {
    const { visit, asked } = await installed()
    await visit('/assets/app-1.js', 'no-cors')
    await visit('/assets/app-1.js', 'no-cors')
    expect(asked.filter((path) => path === '/assets/app-1.js')).toHaveLength(1)
  })
})

describe('a push', () => {
  it('shows the neutral words it brought and nothing else', async () => {
    const { happen, shown } = await installed()
    await happen('push', { data: { json: () => ({ title: 'Commons', body: 'There is something new.', link: '/x' }) } })
    expect(shown[0]).toMatchObject({ title: 'Commons', options: { body: 'There is something new.', data: null } })
  })

  it('that cannot be read says nothing at all', async () => {
    const { happen, shown } = await installed()
    await happen('push', { data: { json: () => { throw new SyntaxError() } } })
    await happen('push', { data: null })
    expect(shown.map(({ title, options }) => `${title}${options.body}`.trim())).toEqual(['', ''])
  })

  it('pressed, opens the day of whoever is on duty', async () => {
    const { happen, opened } = await installed()
    await happen('notificationclick', { notification: { data: null, close: () => {} } })
    expect(opened).toEqual(['/commons/staff'])
  })
})

describe('a push for a student', () => {
  const news = (language: unknown) => ({ data: { json: () => ({ news: language, title: 'A request was answered', body: 'by Bruno' }) } })

  it('says that there is something new in the words of the device alone, whatever it brought', async () => {
    const { happen, shown } = await installed()
    for (const language of ['en', 'fr', 'zh', 'xx']) await happen('push', news(language))
    expect(shown.map(({ title }) => title)).toEqual(['There is something new', 'Il y a du nouveau', '有新内容', 'There is something new'])
    expect(shown.every(({ options }) => options.body === '')).toBe(true)
  })

  it('never comes over an open page, and comes when the page is behind others or the staff’s', async () => {
    const { happen, shown, open } = await installed()
    const page = (path: string, visibilityState: string) => ({ url: `https://here.example${path}`, visibilityState, focus: async () => {} })
    open.push(page('/commons/talk', 'visible'))
    await happen('push', news('en'))
    expect(shown).toEqual([])
    open.splice(0, 1, page('/commons/talk', 'hidden'), page('/commons/staff/day', 'visible'))
    await happen('push', news('en'))
    expect(shown).toHaveLength(1)
  })

  it('pressed, opens the first page and never the staff’s', async () => {
    const { happen, opened } = await installed()
    await happen('notificationclick', { notification: { data: 'student', close: () => {} } })
    expect(opened).toEqual(['/commons/'])
  })
})
