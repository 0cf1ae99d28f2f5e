import { expect, MONDAY_TEN, test } from './peerside.ts'

test('the server turns its clock as the test asks, and a fresh one waits for its set-up code', async ({ device, server }) => {
  const page = await device()
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  expect(server.setupCode).toMatch(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/)
  await server.turnTo(Date.UTC(2030, 0, 1))
  await server.turnTo(MONDAY_TEN) // who comes after it is not in 2030
})
