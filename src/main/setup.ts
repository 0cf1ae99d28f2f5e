import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { dayIn } from '../platform/clock.ts'
import { inTransaction, type Db } from '../platform/db/transaction.ts'
import { isRefused } from '../platform/refusals.ts'
import { addPerson, invitePeople } from '../rooms/people/actions.ts'
import { createProgram } from '../rooms/programs/actions.ts'
import { LOCALES, type Locale } from '../ui/same-words.ts'
import type { House } from './house.ts'
import { logDefect } from './log.ts'
import { programDirectory } from './program-directory.ts'
import { say } from './sentences.ts'
import { forgetSetupCode, takeSetupCode } from './setup-code.ts'
import { localeFor } from './shell.ts'

const timeZone = z.string().max(60).refine((zone) => {
  try { return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone })) } catch { return false }
})
const setUp = z.object({
  code: z.string().max(40), slug: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/), name: z.string().trim().min(2).max(120),
  yourName: z.string().trim().min(2).max(120), country: z.string().regex(/^[A-Z]{2}$/), timeZone, locales: z.array(z.enum(LOCALES)).min(1).max(3),
})

const BODY_BYTES = 8192
const TRIES_A_MINUTE = 10

/** The one door that stands before any program: whoever holds the one-time code makes the first, and is invited as its coordinator. */
export function setupDoors(house: House): Hono {
  const app = new Hono()
  app.onError((failure, c) => {
    logDefect('POST /setup/program', failure)
    return c.json({ refused: 'broken', sentence: say(localeFor(undefined, c.req.header('accept-language'), LOCALES), 'broken') }, 500)
  })
  const tries: number[] = []
  app.post('/setup/program', bodyLimit({ maxSize: BODY_BYTES }), async (c) => {
    const locale = localeFor(undefined, c.req.header('accept-language'), LOCALES)
    const no = (word: string, status: 403 | 409 | 422 | 429) => c.json({ refused: word, sentence: say(locale, word) }, status)
    const now = house.services.clock.now()
    while (tries.length && tries[0]! < now - 60_000) tries.shift()
    if (tries.push(now) > TRIES_A_MINUTE) return no('too-many', 429)
    const read = setUp.safeParse(await c.req.json().catch(() => null))
    if (!read.success) return no('bad-input', 422)
    const code = takeSetupCode(house, read.data.code)
    if (!code) return no('setup-code-wrong', 403)
    const link = await makeFirstProgram(house, read.data, now).catch((failure: unknown) => {
      code.giveBack()
      throw failure
    })
    if (!link) {
      code.giveBack()
      return no('slug-taken', 409)
    }
    forgetSetupCode(house)
    return c.json({ link }, 200, { 'cache-control': 'no-store' })
  })
  return app
}

async function makeFirstProgram(house: House, input: z.infer<typeof setUp>, now: number): Promise<string | null> {
  const db: Db = { program: randomUUID(), pool: house.pool }
  const { slug, country, locales, name, yourName } = input
  const names = Object.fromEntries(locales.map((locale) => [locale, name])) as Partial<Record<Locale, string>>
  const made = await createProgram(db, { slug, names, country, locales, timeZone: input.timeZone, today: dayIn(input.timeZone, now) })
  if (isRefused(made)) return null
  const person = await inTransaction(db, (tx) => addPerson(tx, { fullName: yourName, contactEmail: null, joinedOn: dayIn(input.timeZone, now), grants: [{ role: 'coordinator', cohorts: null }] }, null))
  const program = (await programDirectory(house).bySlug(slug))!
  const invited = await invitePeople({ db, program, services: house.services, now }, [person], null)
  return isRefused(invited) ? null : invited[0]!.link
}
