import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { canon } from '../../sealed/canon.ts'

const VALID_MS = 5 * 60_000
const NONCE = 16
const MAC = 16

/**
 * Questions that may be answered once. Nothing is stored for a question asked: it carries its own proof, under a key that dies with
 * this process. Only answered ones are remembered, for as long as they would still be valid.
 */
export class Challenges {
  readonly #key = randomBytes(32)
  readonly #answered = new Map<string, number>()

  /** `scope` says what the answer will be good for; a ticket of another scope is void. */
  ask(scope: Uint8Array, now: number): Buffer {
    const body = Buffer.concat([randomBytes(NONCE), instant(now + VALID_MS)])
    return Buffer.concat([body, this.#mac('ticket', scope, body).subarray(0, MAC)])
  }

  /** 32 bytes that only this process can know before it gives them away sealed. */
  secretOf(scope: Uint8Array, ticket: Uint8Array): Buffer {
    return this.#mac('secret', scope, ticket)
  }

  isOpen(scope: Uint8Array, ticket: Uint8Array, now: number): boolean {
    const body = ticket.subarray(0, -MAC)
    if (body.length !== NONCE + 8) return false
    if (!timingSafeEqual(ticket.subarray(-MAC), this.#mac('ticket', scope, body).subarray(0, MAC))) return false
    return Number(Buffer.from(body).readBigUInt64BE(NONCE)) > now && !this.#answered.has(name(ticket))
  }

  /** Call after the answer proved right. False when it had been answered meanwhile. */
  close(ticket: Uint8Array, now: number): boolean {
    for (const [old, until] of this.#answered) {
      if (until > now) break
      this.#answered.delete(old)
    }
    if (this.#answered.has(name(ticket))) return false
    this.#answered.set(name(ticket), now + VALID_MS)
    return true
  }

  #mac(use: string, scope: Uint8Array, body: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update(canon('ps1/challenge', use, scope, body)).digest()
  }
}

const name = (ticket: Uint8Array): string => Buffer.from(ticket).toString('base64url')

function instant(at: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(at))
  return bytes
}
