import type { Connection, Pool } from '../db/pool.ts'
import type { LiveHub } from './hub.ts'
import { CHANNEL, INSTANCE, readNotice, type Notice } from './notices.ts'

export interface ListeningParts {
  readonly pool: Pool
  readonly hub: LiveHub
  /** What rooms do about notices of their own topic, from other instances. */
  readonly rooms: Readonly<Record<string, (notice: Notice) => Promise<void>>>
  readonly onDefect: (place: string, failure: unknown) => void
}

export interface Listening {
  stop(): Promise<void>
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 5_000

/** Listens to the other instances on one connection, and connects again whenever it is lost. Returns once it hears. */
export async function startListening(parts: ListeningParts): Promise<Listening> {
  let stopped = false, heard = false
  let connection: (Connection & { release(broken?: Error): void }) | null = null
  let wake = (): void => {}

  const hear = ({ payload }: { payload?: string | undefined }): void => {
    const notice = readNotice(payload ?? '')
    if (notice) void act(parts, notice).catch((failure: unknown) => parts.onDefect('live', failure))
  }
  const lose = (): void => void again()

  const listen = async (): Promise<void> => {
    connection = await parts.pool.connect()
    connection.on('notification', hear)
    connection.once('end', lose)
    await connection.query(`listen ${CHANNEL}`)
    // What was said meanwhile is lost; whoever comes back reads it from the table.
    if (heard) parts.hub.endAll()
    heard = true
  }

  const again = async (): Promise<void> => {
    let waitMs = FIRST_WAIT_MS
    letGo()
    while (!stopped) {
      const listening = await listen().then(() => true, () => false)
      if (listening) return
      letGo()
      await new Promise<void>((done) => {
        const timer = setTimeout(done, waitMs)
        wake = () => { clearTimeout(timer); done() }
      })
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    }
  }

  /** Closed rather than given back: the next one to take it from the pool would go on hearing. */
  const letGo = (): void => {
    const lost = connection
    connection = null
    if (!lost) return
    lost.off('end', lose).off('notification', hear)
    lost.release(new Error('no longer listening'))
  }

  await again()
  return {
    stop: async () => {
      stopped = true
      wake()
      letGo()
    },
  }
}

async function act({ hub, rooms }: ListeningParts, notice: Notice): Promise<void> {
  if (notice.from === INSTANCE) return
  const [topic, event, subject] = notice.topic.split('/') as [string, string?, string?]
  if (topic === 'end') return notice.words.forEach((account) => hub.endAccount(notice.program, account))
  if (topic === 'tell') return hub.tell(notice.program, notice.words, event!, subject === '-' ? {} : { conv: subject })
  await rooms[topic]?.(notice)
}
