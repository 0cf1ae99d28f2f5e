import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Instant } from '../src/platform/clock.ts'
import type { Services } from '../src/platform/services.ts'
import { openKeyStore } from '../src/platform/shred/key-store.ts'

/** A Monday in October, noon in Montreal. */
export const MONDAY_NOON: Instant = Date.UTC(2026, 9, 5, 16)

const folders: string[] = []
// Here and not below: a hook counts only while its file is read.
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** Services of a server whose clock the test turns: `services.clock.turnTo(...)`, `services.clock.pass(ms)`. */
export async function testServices(now: Instant = MONDAY_NOON): Promise<Services & { clock: TurnableClock }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'peerside-services-'))
  folders.push(dataFolder)
  return {
    clock: turnableClock(now),
    keys: await openKeyStore(join(dataFolder, 'keys')),
    origin: 'http://localhost',
    dataFolder,
    outgoing: { smtpUrl: null, mailFrom: null, pushHosts: [] },
    secret: Buffer.alloc(32, 7),
  }
}

export interface TurnableClock { now(): Instant; turnTo(instant: Instant): void; pass(ms: number): void }

export function turnableClock(start: Instant): TurnableClock {
  let now = start
  return {
    now: () => now,
    turnTo: (instant) => { now = instant },
    pass: (ms) => { now += ms },
  }
}
