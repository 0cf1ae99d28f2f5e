import { expect, test } from './peerside.ts'
import { bookFirst, openScene, ridgewayOf, signIn } from './scene.ts'

/** Answers in the place of the page that quick exit leads to. */
const ELSEWHERE = 'https://www.wikipedia.org/'

test('the help page needs no sign-in and no script: emergency first, and calling and texting stand apart', async ({ device, server }) => {
  await ridgewayOf(server)
  const page = await device({ javaScriptEnabled: false })
  const answer = await page.goto('/ridgeway/help')
  expect(answer!.headers()['set-cookie']).toBeUndefined()
  const ways = page.locator('a[href^="tel:"], a[href^="sms:"]')
  await expect(ways.first()).toHaveAttribute('href', 'tel:911')
  await expect(page.getByRole('link', { name: 'Call 988' })).toHaveAttribute('href', 'tel:988')
  await expect(page.getByRole('link', { name: 'Text 988' })).toHaveAttribute('href', 'sms:988')
  await page.getByRole('link', { name: 'Français' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous n’avez pas à porter cela sans aide')
  await expect(page.getByRole('link', { name: 'Appeler le 988' })).toBeVisible()
})

test('without script the program’s own page says what it needs and leads to help', async ({ device, server }) => {
  const { slug } = await openScene(server)
  const page = await device({ javaScriptEnabled: false })
  await page.goto(`/${slug}/`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This part needs JavaScript')
  await page.getByRole('link', { name: 'Help lines' }).click()
  await expect(page).toHaveURL(/\/help/)
})

test('after one visit the help page opens without network, and so does whatever else Amina tries', async ({ device, server }) => {
  const { slug } = await openScene(server)
  const page = await device()
  await page.goto(`/${slug}/help?lang=en`)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.context().setOffline(true)
  await page.goto(`/${slug}/help?lang=en`)
  await expect(page.getByRole('link', { name: 'Call 988' })).toBeVisible()
  await page.goto(`/${slug}/find`)
  await expect(page.getByRole('link', { name: 'Call 911' })).toBeVisible()
  const ground = await page.evaluate(() => getComputedStyle(document.querySelector('.button-help')!).backgroundColor)
  expect(ground, 'its style is kept too').toBe('rgb(156, 47, 58)')
})

test('an address that is not there says so neutrally, and help is one press away', async ({ device, server, expectAccessible }) => {
  const { slug } = await openScene(server)
  const page = await device()
  expect((await page.goto('/no-such-school/'))!.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not here')
  await page.goto(`/${slug}/no-such-page`)
  await expect(page.getByText('This page is not here')).toBeVisible()
  await expectAccessible(page)
})

test('the help page and the privacy page pass axe', async ({ device, server, expectAccessible }) => {
  const { slug } = await openScene(server)
  const page = await device()
  for (const path of ['help', 'privacy', 'help?lang=fr', 'privacy?lang=zh']) {
    await page.goto(`/${slug}/${path}`)
    await expectAccessible(page)
  }
})

test.describe('quick exit', () => {
  for (const path of ['', 'help', 'find']) {
    test(`leaves "/${path}" by its button, blank before it is gone`, async ({ device, server }) => {
      const { slug } = await openScene(server)
      const page = await device()
      await page.route(`${ELSEWHERE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }))
      await page.goto(`/${slug}/${path}`)
      const exit = path === 'help' ? page.getByRole('link', { name: 'Quick exit' }) : page.getByRole('button', { name: 'Quick exit' })
      await exit.click()
      await expect(page).toHaveURL(ELSEWHERE)
    })
  }

  test('Shift three times leaves; Escape, two presses and capitals in a sentence do not', async ({ device, server }) => {
    const { slug } = await openScene(server)
    const page = await device()
    await page.route(`${ELSEWHERE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }))
    await page.goto(`/${slug}/`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const key of ['Escape', 'Escape', 'Escape', 'Shift', 'Shift', 'a', 'Shift', 'B', 'Shift']) await page.keyboard.press(key)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.keyboard.press('a')
    for (let press = 0; press < 3; press++) await page.keyboard.press('Shift')
    await expect(page).toHaveURL(ELSEWHERE)
  })
})

test('leaving from the help page locks the account on this device too', async ({ device, server }) => {
  const { slug, addSupporter } = await openScene(server)
  await addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1260 }])
  const page = await device()
  await page.route(`${ELSEWHERE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }))
  await bookFirst(page, { slug, clock: '18:00' })
  const locking = page.waitForResponse(/plain-client/)
  await page.goto(`/${slug}/help`)
  await page.clock.runFor(1000)
  const code = (await locking).url()
  await page.evaluate((url) => import(url), code) // run, not only fetched
  await page.getByRole('link', { name: 'Quick exit' }).click()
  await expect(page).toHaveURL(ELSEWHERE)
  await page.goto(`/${slug}/keys`)
  await expect(page.getByRole('button', { name: 'Open again' })).toBeVisible()
})

test('Bruno opens the log without network after one visit', async ({ device, server }) => {
  const school = await ridgewayOf(server)
  const page = await device()
  await signIn(page, school, 'Bruno Silva', '/log')
  await expect(page.getByRole('heading', { level: 1, name: 'Log a contact' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save contact' })).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await expect.poll(() => page.evaluate(async () => {
    const files = performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    return (await Promise.all(files.map(({ pathname }) => caches.match(pathname, { ignoreVary: true })))).every(Boolean)
  })).toBe(true)
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Log a contact' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save contact' })).toBeVisible()
})

test('the language chosen once is kept on the device, without cookie or storage', async ({ device, server }) => {
  const { slug } = await openScene(server)
  const page = await device()
  await page.goto(`/${slug}/`)
  await page.goto(`/${slug}/find?lang=zh&move=none`)
  await page.getByRole('combobox').selectOption('fr')
  await expect(page).toHaveURL(/\/find\?move=none$/)
  await expect(page.getByRole('button', { name: 'Sortie rapide' })).toBeVisible()
  await expect.poll(() => page.evaluate(() => new Promise((done) => {
    const asked = indexedDB.open('choices')
    asked.onsuccess = () => {
      const got = asked.result.transaction('choices').objectStore('choices').get('locale')
      got.onsuccess = () => { asked.result.close(); done(got.result) }
    }
  }))).toBe('fr')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Sortie rapide' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr-CA')
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
})

test('it installs under the neutral name', async ({ device, server, request }) => {
  const { slug } = await openScene(server)
  const page = await device()
  await page.goto(`/${slug}/`)
  const address = await page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = await (await request.get(address!)).json() as { name: string; icons: { src: string; type: string }[] }
  expect(manifest.name).toBe('Commons')
  for (const { src, type } of manifest.icons) {
    const icon = await request.get(src)
    expect(icon.status()).toBe(200)
    expect(icon.headers()['content-type']).toContain(type)
  }
})
