import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { ChannelKind, Reach } from './rules.ts'

export interface MyChannels {
  /** The address is a mail box, or the push service's address of one device; a calendar's is never shown again. */
  readonly channels: readonly { readonly id: string; readonly kind: ChannelKind; readonly address: string | null }[]
  readonly confirmed: boolean
  /** The key with which a browser subscribes to push. */
  readonly pushKey: string
  readonly mailOffered: boolean
}

export interface SupporterReach {
  readonly person: string
  readonly name: string
  readonly reach: Reach
}

export interface StudentDevices {
  /** The ids that this account's devices drew for themselves. */
  readonly devices: readonly string[]
  readonly pushKey: string
}

const pushShape = z.object({ endpoint: z.url().max(2000), p256dh: z.string().regex(/^[\w-]{87}$/), auth: z.string().regex(/^[\w-]{22}$/) })
const device = z.object({ device: z.uuid() })
const channelId = z.object({ channel: z.uuid() })

export const contract = {
  'GET /notices/channels': { answer: answers<MyChannels>() },
  'POST /notices/channels/push': {
    body: pushShape,
    answer: answers<{ id: string }>(),
    refusals: { 'not-a-push-service': 422 },
  },
  'POST /notices/channels/mail': {
    body: z.object({ address: z.email().max(200) }),
    answer: answers<{ id: string }>(),
    refusals: { 'no-mail-here': 409 },
  },
  /** The feed's address is shown once; asking again replaces it. */
  'POST /notices/channels/calendar': { answer: answers<{ id: string; address: string }>() },
  'DELETE /notices/channels/:channel': { params: channelId, answer: answers<{ removed: true }>(), refusals: { 'not-found': 404 } },
  'POST /notices/test': { answer: answers<{ sent: true }>(), refusals: { 'no-channel': 409, 'no-mail-here': 409, 'too-many-tests': 429 } },
  'POST /notices/test/confirmation': {
    body: z.object({ digits: z.string().trim().regex(/^\d{4}$/) }),
    answer: answers<{ confirmed: true }>(),
    refusals: { 'wrong-digits': 409 },
  },
  /** A student's own devices: a neutral push, if they ask for it. */
  'GET /news/devices': { answer: answers<StudentDevices>() },
  'PUT /news/devices/:device': {
    params: device, body: pushShape, answer: answers<{ id: string }>(),
    refusals: { 'not-a-push-service': 422, 'device-of-staff': 409, 'too-many-devices': 409 },
  },
  'DELETE /news/devices/:device': { params: device, answer: answers<{ removed: true }>() },

  'GET /notices/reach': { answer: answers<readonly SupporterReach[]>() },
} satisfies Contract
