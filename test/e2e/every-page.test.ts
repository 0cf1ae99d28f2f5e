import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { AMINA, CARLA, NARROW } from '../people.ts'
import { expect, test } from './peerside.ts'
import { bookFirst, ridgewayOf, signIn } from './scene.ts'

/** Every address that a person can open, as who sees it. A new page belongs in this table; the first test says so. */
const PAGES = {
  student: ['/', '/find', '/here', '/mine', '/return', '/way-back', '/keys', '/check'],
  enrolled: ['/enrol', '/lost', '/write', '/write/waiting', '/talk', '/held', '/standing'],
  coordinator: ['', '/coverage', '/supporters', '/people', '/cards', '/week', '/import', '/reports', '/ways'],
  settings: ['/program', '/program/opening', '/program/limits', '/program/lines', '/program/emergency', '/setup', '/standing', '/keys', '/held', '/notices', '/program-keys', '/program-keys/poster'],
  supporter: ['/day', '/talk', '/hours', '/log', '/profile', '/notices', '/standing', '/keys'],
  evaluator: ['/reports', '/standing'],
  safety: ['/safety', '/notices', '/standing'],
  onCall: ['/calls', '/notices', '/standing'],
  psychologist: ['/standing', '/program-keys'],
} as const
/** Other names of a page above. */
const ALIASES = ['/back', '/sign-in', '/staff/sign-in', '/staff/welcome']
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const LANGUAGES = [['en', 'en-CA'], ['fr', 'fr-CA'], ['zh', 'zh-Hans']] as const
const WAITING = /^(One moment|Un instant|请稍候|请稍等)$/
/** Words that would tell whoever looks over a shoulder, or at the history, what the page is for. */
const TELLING = /support|help|crisis|peer|counsel|student|entraide|soutien|pair|aide|étudiant|互助|支持|帮助|危机|同伴|学生/i

const settled = async (page: Page): Promise<void> => {
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: WAITING })).toHaveCount(0)
}

/** What no page may do, whoever opens it. */
function watch(page: Page, ...ours: readonly string[]): { readonly strangers: string[]; readonly complaints: string[] } {
  const strangers: string[] = [], complaints: string[] = []
  page.on('request', (request) => { if (!ours.some((address) => request.url().startsWith(address)) && !/^(data|blob):/.test(request.url())) strangers.push(request.url()) })
  page.on('console', (message) => { if (message.type() === 'error' || /security policy|trusted/i.test(message.text())) complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`) })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  return { strangers, complaints }
}

async function walk(page: Page, base: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(`${base}${path}?lang=en`)
    for (const [lang, tag] of LANGUAGES) {
      await test.step(`${path || '/'} in ${lang}`, async () => {
        await readIn(page, lang)
        await settled(page)
        const at = `${path} in ${lang}`
        expect.soft(await page.locator('html').getAttribute('lang'), at).toBe(tag)
        expect.soft(await page.title(), at).not.toMatch(TELLING)
        expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${at} is wider than the screen`).toBe(0)
        expect.soft(await findings(page, lang), at).toEqual([])
      })
    }
  }
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
  expect(await page.context().cookies()).toEqual([])
}

/** By the page's own choice of language: links on the server's pages, a list on the others. */
async function readIn(page: Page, lang: 'en' | 'fr' | 'zh'): Promise<void> {
  const list = page.getByRole('banner').getByRole('combobox')
  const link = page.locator(`header a[lang^="${lang}"]`)
  await expect(list.or(page.getByRole('banner').getByRole('link')).first()).toBeVisible()
  if (await list.count()) await list.selectOption(lang)
  else if (await link.count()) await link.click()
}

/** Everything axe knows, in light; colours once more in dark, in one language, for they do not depend on words. */
async function findings(page: Page, lang: string): Promise<unknown[]> {
  const found: unknown[] = []
  for (const colorScheme of lang === 'en' ? ['dark', 'light'] as const : ['light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page }).setLegacyMode() // no page of ours holds a frame, and this mode needs no second tab
    const { violations } = await (colorScheme === 'light' ? axe.withTags(RULES) : axe.withRules(['color-contrast'])).analyze()
    found.push(...violations.map(({ id, nodes }) => ({ colorScheme, id, at: nodes.map((node) => node.target.join(' ')) })))
  }
  return found
}

/** The addresses that the pages' own tables name; one that holds a thing's name is walked where that thing is made. */
const routes = (file: string): string[] =>
  [...readFileSync(`src/main/pages/${file}`, 'utf8').matchAll(/path(?:=|: )["'](\/[^"':]*)["']/g)].map(([, path]) => path!.replace('/*?', ''))

test('no page is missing in this walk', () => {
  const { student, enrolled, ...staff } = PAGES
  const walked = new Set<string>([...student, ...enrolled, ...ALIASES, ...Object.values(staff).flat().map((path) => `/staff${path}`)])
  const known = [...routes('student-pages.tsx'), ...routes('staff/staff-pages.tsx')]
  expect(known.length).toBeGreaterThan(40)
  expect(known.filter((path) => !walked.has(path))).toEqual([])
})

test.describe('in three languages, light and dark, on the narrowest phone', () => {
  test.describe.configure({ mode: 'parallel', timeout: 900_000 })

  test('every page of a student is accessible, fits, tells nothing and leaves nothing', async ({ device, server }) => {
    const school = await ridgewayOf(server)
    const page = await device({ ...AMINA.device, ...NARROW })
    const seen = watch(page, server.address)
    await bookFirst(page, { slug: 'ridgeway', code: school.code, name: 'Fiona', clock: '12:30' })
    await walk(page, '/ridgeway', PAGES.student)
    await walk(page, '/ridgeway', ['/help', '/privacy'])
    expect(seen).toEqual({ strangers: [], complaints: [] })
  })

  test('every page about enrolling and writing is accessible, fits, tells nothing and leaves nothing', async ({ device, server }) => {
    const school = await ridgewayOf(server)
    const page = await device({ ...AMINA.device, ...NARROW })
    const seen = watch(page, server.address, server.issuer)
    await page.goto(`/ridgeway/?lang=en#code=${school.code}`)
    await settled(page)
    await walk(page, '/ridgeway', PAGES.enrolled)
    expect(seen).toEqual({ strangers: [], complaints: [] })
  })

  const STAFF = [
    ['a coordinator', 'Renée Lavoie', 'coordinator'], ['a coordinator’s settings', 'Jonah Weiss', 'settings'], ['a supporter', 'Bruno Silva', 'supporter'],
    ['an evaluator', 'Nadia Osei', 'evaluator'], ['a psychologist', 'Mei Chen', 'psychologist'],
    ['a safety contact', 'Samira Haddad', 'safety'], ['somebody on call', 'Grace Adeyemi', 'onCall'],
  ] as const
  for (const [whose, name, pages] of STAFF) {
    test(`every page of ${whose} is accessible, fits, tells nothing and leaves nothing`, async ({ device, server }) => {
      const school = await ridgewayOf(server)
      const page = await device({ ...CARLA.device, ...NARROW })
      const seen = watch(page, server.address, server.issuer)
      await signIn(page, school, name)
      await walk(page, '/ridgeway/staff', PAGES[pages])
      expect(seen).toEqual({ strangers: [], complaints: [] })
    })
  }
})
