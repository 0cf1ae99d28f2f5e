import type { Services } from '../services.ts'

/** Where an open stream writes to. */
export interface Sink {
  write(text: string | Uint8Array): void
  end(): void
}

/** One stream on its way to a reader; `open` answers with what to call when the reader is gone. */
export interface Carrier {
  open(sink: Sink): () => void
}

export interface StreamOwner {
  readonly program: string
  readonly account: string
  /** The session it was opened with; it ends with it. */
  readonly session: string
  /** Asked at each beat: whether that session still stands. */
  stands(): Promise<boolean>
}

interface Stream extends StreamOwner {
  readonly sink: Sink
  close(): void
}

const BEAT_MS = 25_000
/** Tabs and devices of one account; the oldest gives way to the newest, or a phone that lost its network could not come back. */
export const STREAMS_PER_ACCOUNT = 6
const BEAT = ': \n\n'
const OPENED = 'retry: 2000\n\n'

/** The streams that are open in this process, by account. Nothing of it is written down anywhere. */
export class LiveHub {
  readonly #streams = new Map<string, Set<Stream>>()
  #timer: NodeJS.Timeout | null = null

  carrier(owner: StreamOwner): Carrier {
    return { open: (sink) => this.#add(owner, sink) }
  }

  /** Tells every stream of these accounts, but not the page that knows already because its request was answered. */
  tell(program: string, accounts: readonly string[], event: string, data: object, but?: string): void {
    let text: Buffer | null = null
    for (const account of accounts) {
      for (const { sink, session } of this.#streams.get(nameOf(program, account)) ?? []) {
        if (session !== but) sink.write(text ??= Buffer.from(eventText(event, data)))
      }
    }
  }

  isListening(program: string, account: string): boolean {
    return this.#streams.has(nameOf(program, account))
  }

  get size(): number {
    let count = 0
    for (const streams of this.#streams.values()) count += streams.size
    return count
  }

  endSession(program: string, account: string, session: string): void {
    for (const stream of this.#streams.get(nameOf(program, account)) ?? []) if (stream.session === session) stream.close()
  }

  endAccount(program: string, account: string): void {
    for (const stream of this.#streams.get(nameOf(program, account)) ?? []) stream.close()
  }

  /** After a break in hearing the other instances: whoever comes back reads on from the table, so nothing is missed. */
  endAll(): void {
    for (const streams of this.#streams.values()) for (const stream of streams) stream.close()
  }

  /** Keeps the connections warm, and ends those whose session is over. */
  async beat(): Promise<void> {
    for (const streams of this.#streams.values()) {
      for (const stream of streams) {
        // Only a clear no ends it: a database that is away for a moment is no reason.
        if (await stream.stands().catch(() => true)) stream.sink.write(BEAT)
        else stream.close()
      }
    }
  }

  #add(owner: StreamOwner, sink: Sink): () => void {
    const name = nameOf(owner.program, owner.account)
    const streams = this.#streams.get(name) ?? new Set<Stream>()
    this.#streams.set(name, streams)
    const forget = (): void => {
      streams.delete(stream)
      if (!streams.size && this.#streams.get(name) === streams) this.#streams.delete(name)
      if (!this.#streams.size) this.#rest()
    }
    const stream: Stream = { ...owner, sink, close: () => { forget(); sink.end() } }
    if (streams.size >= STREAMS_PER_ACCOUNT) streams.values().next().value!.close()
    this.#streams.set(name, streams)
    streams.add(stream)
    sink.write(OPENED)
    this.#timer ??= setInterval(() => void this.beat(), BEAT_MS).unref()
    return forget
  }

  #rest(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }
}

export const eventText = (event: string, data: object): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

const nameOf = (program: string, account: string): string => `${program}/${account}`

const hubs = new WeakMap<Services, LiveHub>()

export function liveHub(services: Services): LiveHub {
  let hub = hubs.get(services)
  if (!hub) hubs.set(services, hub = new LiveHub())
  return hub
}
