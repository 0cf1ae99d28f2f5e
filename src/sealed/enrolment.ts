import { type Bytes, type WebKey, text, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import { enrolmentPlace } from './device.ts'
import type { Drawer } from './drawer.ts'
import { lock, unlock } from './locked-box.ts'

/** One token on its way: what was asked for, what takes the blinding off, and the token once the issuer has signed. base64url. */
export interface TokenOnItsWay {
  readonly role: string
  /** 1 for the spare's; it never stands in the token. */
  readonly n: 0 | 1
  readonly prepared: string
  readonly inv: string
  readonly blinded: string
  readonly signature: string | null
}

/**
 * What this device keeps from the first tap until the account, its tokens and its spare are safe. Everything random that the issuer's
 * answer depends on is in here before anything is posted: whoever closes the tab in between asks for the same thing again.
 */
export interface Enrolment {
  /** Ties the ticket to this device: only its hash travels through the school's sign-in. */
  readonly t: string
  /** Whose keys the tokens are bound to, and whether that account was open here before. */
  readonly account: string
  readonly before: boolean
  readonly term: string
  readonly tokens: readonly TokenOnItsWay[]
  /** The second root: it goes into the spare and nowhere else. */
  readonly spareRoot: string
  readonly registered: boolean
  /** Where to go on afterwards, and what was typed there. */
  readonly errand: { readonly path: string; readonly typed: unknown } | null
  /** Somebody wants to book once their account's week is over: the Monday from which this device says so. */
  readonly later?: string
}

interface Kept {
  readonly key: WebKey
  readonly box: Bytes
}

/** Sealed under a key that WebCrypto never shows, like the root of an account. */
export async function keepEnrolment(drawer: Drawer, program: string, enrolment: Enrolment): Promise<void> {
  const key = (await find(drawer, program))?.key ?? (await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']))
  const box = await lock(key, utf8(JSON.stringify(enrolment)), context(program))
  await drawer.put('device', enrolmentPlace(program), { key, box } satisfies Kept)
}

export async function findEnrolment(drawer: Drawer, program: string): Promise<Enrolment | null> {
  const kept = await find(drawer, program)
  if (!kept) return null
  try {
    return JSON.parse(text(await unlock(kept.key, kept.box, context(program)))) as Enrolment
  } catch {
    return null
  }
}

export const eraseEnrolment = (drawer: Drawer, program: string): Promise<void> => drawer.remove('device', enrolmentPlace(program))

const find = async (drawer: Drawer, program: string): Promise<Kept | null> => ((await drawer.get('device', enrolmentPlace(program))) as Kept | undefined) ?? null
const context = (program: string): Bytes => canon('ps1/enrolment', program)
