import { BUDGET } from '../../checks/budget.ts'
import { expect, test } from './peerside.ts'
import { bookFirst, ridgewayOf } from './scene.ts'

test('a first visit with an empty cache fetches at most 120 kB until home is complete, and every file once', async ({ device, server }) => {
  const school = await ridgewayOf(server)
  const page = await device()
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  const names = new Map<string, string>()
  let bytes = 0, script = 0
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, request.url))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength
    if (names.get(requestId)?.endsWith('.js')) script += encodedDataLength
  })
  await page.goto('/ridgeway/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
  test.info().annotations.push({ type: 'first visit', description: `${bytes} bytes` })
  process.stdout.write(`first visit: ${(bytes / 1000).toFixed(1)} kB over the wire of ${BUDGET.all / 1000}, of which script ${(script / 1000).toFixed(1)} kB; ${names.size} requests\n`)
  expect(bytes).toBeLessThanOrEqual(BUDGET.all)
  expect(script).toBeLessThanOrEqual(BUDGET.script)
  const files = [...names.values()].filter((address) => address.includes('/assets/'))
  expect(files.length).toBe(new Set(files).size)
  expect(school.code).toBeTruthy()
})

test('from the link on a poster to a confirmed booking takes under a minute on a slow phone', async ({ device, server }) => {
  test.setTimeout(300_000)
  const school = await ridgewayOf(server)
  const page = await device()
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 })
  await wire.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const began = performance.now()
  const content = page.getByRole('heading', { level: 1 }).waitFor().then(() => (performance.now() - began) / 1000)
  await bookFirst(page, { slug: 'ridgeway', code: school.code, name: 'Bruno', clock: '17:30' })
  const seconds = (performance.now() - began) / 1000
  process.stdout.write(`home: content after ${(await content).toFixed(1)} s; link to booking: ${seconds.toFixed(1)} s by a machine's thumb, with a 4x slower CPU on 1.6 Mbit/s\n`)
  expect(seconds).toBeLessThan(60)
})
