import type { InteractionRecord } from './record.ts'

/** One contact as the supporter's own device keeps it, sealed, until its week has closed. */
export interface Entry {
  /** 32 random bytes: the same receipt, sent again, is the same contact. */
  readonly receipt: string
  readonly record: InteractionRecord
  /** False until the server has said that it is on disk. A lost answer leaves it false, and it is sent again. */
  readonly acknowledged: boolean
  /** What the supporter changed after it was first sent. */
  readonly wish: 'change' | 'withdraw' | null
  /** The week under which it can still be changed; null while nothing was acknowledged. */
  readonly closes: string | null
  /** The sentence of a refusal: the entry waits for the supporter, and is not sent again by itself. */
  readonly refused: string | null
}

export type Request = 'log' | 'correct' | 'withdraw'
export type Reply = { readonly closes: string } | { readonly withdrawn: true } | { readonly refused: string; readonly sentence: string }

export const newEntry = (receipt: string, record: InteractionRecord): Entry =>
  ({ receipt, record, acknowledged: false, wish: null, closes: null, refused: null })

/** What the device has to ask the server next, or null. */
export function nextRequest(entry: Entry): Request | null {
  if (entry.refused !== null) return null
  if (entry.wish === 'withdraw') return 'withdraw'
  if (!entry.acknowledged) return 'log'
  return entry.wish === 'change' ? 'correct' : null
}

/** The entry after an answer; null when nothing is left to keep. */
export function afterReply(entry: Entry, request: Request, reply: Reply): Entry | null {
  if ('withdrawn' in reply) return null
  if ('refused' in reply) {
    // Taking back what never arrived: the server knows no such receipt, and that is what was wanted.
    if (request === 'withdraw' && !entry.acknowledged) return null
    return { ...entry, wish: request === 'log' ? entry.wish : null, refused: reply.sentence }
  }
  return { ...entry, acknowledged: true, closes: reply.closes, wish: request === 'correct' ? null : entry.wish }
}

/** A change of what may already have arrived is sent as a correction once the first sending is acknowledged. */
export const changed = (entry: Entry, record: InteractionRecord): Entry => ({ ...entry, record, wish: 'change', refused: null })

export const takenBack = (entry: Entry): Entry => ({ ...entry, wish: 'withdraw', refused: null })

export const isWaiting = (entry: Entry): boolean => nextRequest(entry) !== null

/** An acknowledged entry whose week has closed is only a memory of the device: it is erased. */
export const isOver = (entry: Entry, openWeek: string): boolean =>
  entry.acknowledged && entry.refused === null && entry.wish === null && entry.closes !== null && entry.closes < openWeek
