import type { Standing } from './standing.ts'

/** What was said and has not arrived: sealed on this device, encrypted for the conversation only when it is sent. */
export interface Waiting {
  readonly msgId: string
  /** The place among everything this device ever queued here: they leave in this order. */
  readonly order: number
  readonly content: { readonly k: string; readonly [field: string]: string | number | boolean | null }
}

const DIGITS = 10
/** The name under which it lies on the device, so that names sort as the order does. */
export const waitingName = (conv: string, { order, msgId }: Pick<Waiting, 'order' | 'msgId'>): string => `${waitingStart(conv)}${String(order).padStart(DIGITS, '0')}/${msgId}`
export const waitingStart = (conv: string): string => `talk/${conv}/waiting/`

export const inOrder = (items: readonly Waiting[]): Waiting[] => items.toSorted((a, b) => a.order - b.order || (a.msgId < b.msgId ? -1 : 1))
export const nextOrder = (items: readonly Waiting[]): number => Math.max(0, ...items.map(({ order }) => order)) + 1

export type Reply = { readonly position: number } | { readonly refused: string }

/**
 * What to do after the server's word. `read-again`: somebody was faster, so read on and seal anew under the same name. `next-epoch`: the
 * keys have served long enough. `later`: try by itself in a while. `stop`: it waits for a person.
 */
export type AfterReply = 'sent' | 'read-again' | 'next-epoch' | 'later' | 'stop'

export function afterReply(reply: Reply): AfterReply {
  if (!('refused' in reply)) return 'sent'
  switch (reply.refused) {
    case 'epoch-moved':
    case 'seq-taken':
    case 'msg-id-taken': return 'read-again'
    case 'epoch-over': return 'next-epoch'
    case 'too-fast':
    case 'too-many':
    case 'sign-in-first': return 'later'
    default: return 'stop'
  }
}

/** Words can be written while a conversation is open. */
export const maySend = (standing: Standing): boolean => standing === 'open'
