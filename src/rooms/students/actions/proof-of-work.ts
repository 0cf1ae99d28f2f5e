import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../../platform/clock.ts'
import type { Services } from '../../../platform/services.ts'
import { canon } from '../../../sealed/canon.ts'
import type { Challenge } from '../contract.ts'
import { ARRIVALS_MS, CHALLENGE_VALID_MS, bitsFor, hasZeroBits, workText } from '../rules/proof-of-work.ts'

/** Nothing is stored for a challenge: it carries its own difficulty, end and seal, and any instance can check it. */
export function makeChallenge(services: Services, program: string, now: Instant): Challenge {
  const bits = bitsFor(arrivalsOf(program, now).length)
  const body = `${bits}.${now + CHALLENGE_VALID_MS}.${randomBytes(12).toString('base64url')}`
  return { challenge: `${body}.${sealOf(services, program, body)}`, bits }
}

/** Whether this answer is the work for this challenge, account and code, and still in time. */
export function isWorkDone(services: Services, program: string, work: { challenge: string; account: string; code: string; answer: number }, now: Instant): boolean {
  const [bits = '', until = '', nonce = '', seal = ''] = work.challenge.split('.')
  const right = Buffer.from(sealOf(services, program, `${bits}.${until}.${nonce}`))
  const given = Buffer.from(seal)
  if (given.length !== right.length || !timingSafeEqual(given, right) || Number(until) < now) return false
  const hash = createHash('sha256').update(workText(work.challenge, work.account, work.code, work.answer)).digest()
  return hasZeroBits(hash, Number(bits))
}

const sealOf = (services: Services, program: string, body: string): string =>
  createHmac('sha256', services.secret).update(canon('ps1/work-challenge', program, body)).digest('base64url').slice(0, 32)

/** When accounts came by code lately, in memory alone: only their number matters. */
const arrivals = new Map<string, Instant[]>()
const arrivalsOf = (program: string, now: Instant): Instant[] => (arrivals.get(program) ?? []).filter((at) => at > now - ARRIVALS_MS)
export const countArrival = (program: string, now: Instant): void => void arrivals.set(program, [...arrivalsOf(program, now), now])
