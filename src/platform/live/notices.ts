import { randomBytes } from 'node:crypto'
import { run, sql, type Tx } from '../db/transaction.ts'

/** The one channel on which the instances of a deployment tell each other what happened: ids, never content. */
export const CHANNEL = 'peerside_live'

/** PostgreSQL takes 7,999 bytes. */
const MOST_BYTES = 7_500

/** Tells this process from the others, so that it need not hear itself. */
export const INSTANCE = randomBytes(6).toString('base64url')

/** `topic` says who understands the words; without `from` every instance acts on it, this one too. */
export interface Notice {
  readonly topic: string
  readonly program: string
  readonly words: readonly string[]
  readonly from?: string
}

/** Sent when the transaction commits, and not at all when it does not. */
export async function sendNotice(tx: Tx, { topic, words, from }: Omit<Notice, 'program'>): Promise<void> {
  let left = [...words]
  while (left.length) {
    let bytes = 0
    const fitting = left.findIndex((word) => (bytes += word.length + 1) > MOST_BYTES)
    const part = fitting < 0 ? left : left.slice(0, Math.max(1, fitting))
    left = left.slice(part.length)
    await run(tx, sql`select pg_notify(${CHANNEL}, ${`${noticeHead(tx.program, topic, from)}${part.join(' ')}`})`)
  }
}

/** How a notice is spelt, for a statement that sends it with what it writes. */
export const noticeHead = (program: string, topic: string, from = '-'): string => `${from} ${program} ${topic} `

export function readNotice(payload: string): Notice | null {
  const [from, program, topic, ...words] = payload.split(' ')
  if (!from || !program || !topic) return null
  return from === '-' ? { topic, program, words } : { topic, program, words, from }
}

/** Something changed that these accounts may be looking at. `subject` is what changed, such as a conversation; '-' for none. */
export const tellAccounts = (tx: Tx, accounts: readonly string[], event: string, subject = '-'): Promise<void> =>
  accounts.length ? sendNotice(tx, { topic: `tell/${event}/${subject}`, words: accounts }) : Promise.resolve()

/** Ends every stream of the account, on every instance. */
export const endStreams = (tx: Tx, account: string): Promise<void> => sendNotice(tx, { topic: 'end', words: [account] })
