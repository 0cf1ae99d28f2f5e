import { openStream } from './api.ts'

export interface Listening {
  /** The stream is open: what happened before it is to be asked for now. */
  readonly onOpen: () => void
  readonly onEvent: (name: string, data: unknown) => void
  /** The stream is gone; it is tried again by itself. */
  readonly onLost: () => void
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 60_000
/** The server beats every 25 seconds: silence for longer than two of them is a dead line that nobody closed. */
const SILENCE_MS = 60_000

/** Keeps a stream of events open until it is stopped: comes back with growing pauses, and at once when the network or the page does. */
export function listen(path: `/${string}`, { onOpen, onEvent, onLost }: Listening): () => void {
  let stopped = false
  let wait = FIRST_WAIT_MS
  let connection: AbortController | null = null
  let wake = () => {}

  async function run() {
    while (!stopped) {
      connection = new AbortController()
      try {
        for await (const event of events(await openStream(path, connection.signal), connection, () => { wait = FIRST_WAIT_MS; onOpen() })) onEvent(event.name, event.data)
      } catch {
        // Lost, refused or ended: all the same, it is opened again.
      }
      connection.abort()
      if (!stopped) onLost()
      if (!stopped) await pause()
    }
  }

  /** Up to half as long again by chance, so that a restarted server is not met by everybody at once. */
  const pause = () => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, wait * (1 + Math.random() / 2))
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    wake = () => { clearTimeout(timer); wait = FIRST_WAIT_MS; resolve() }
  })
  const onOnline = () => wake()
  const onOffline = () => connection?.abort()
  const onVisible = () => { if (document.visibilityState === 'visible') wake() }
  globalThis.addEventListener?.('online', onOnline)
  globalThis.addEventListener?.('offline', onOffline)
  globalThis.document?.addEventListener('visibilitychange', onVisible)
  void run()
  return () => {
    stopped = true
    connection?.abort()
    wake()
    globalThis.removeEventListener?.('online', onOnline)
    globalThis.removeEventListener?.('offline', onOffline)
    globalThis.document?.removeEventListener('visibilitychange', onVisible)
  }
}

/** Server-sent events, as far as ours go: `event:`, one or more `data:`, an empty line; a colon alone is a beat. */
async function* events(stream: ReadableStream<Uint8Array>, connection: AbortController, opened: () => void): AsyncGenerator<{ name: string; data: unknown }> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let text = ''
  opened()
  for (;;) {
    const watch = setTimeout(() => connection.abort(), SILENCE_MS)
    const { done, value } = await reader.read().finally(() => clearTimeout(watch))
    if (done) return
    text += value
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = readEvent(text.slice(0, end))
      text = text.slice(end + 2)
      if (event) yield event
    }
  }
}

export function readEvent(block: string): { name: string; data: unknown } | null {
  const lines = block.split('\n')
  const field = (name: string) => lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2))
  const [name] = field('event'), data = field('data')
  return name && data.length ? { name, data: JSON.parse(data.join('\n')) as unknown } : null
}
