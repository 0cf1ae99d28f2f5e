import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Carrier, Sink } from '../live/hub.ts'

/** What a reader may leave unread before the server lets go of them. They come back and read on from the table. */
const MOST_UNREAD_BYTES = 256 * 1024

/** Keeps the answer open for the carrier. Written straight to the socket: another layer between would cost more than the message. */
export function answerStream(c: Context, carrier: Carrier, headers: Readonly<Record<string, string>>): Response {
  const head = { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }
  const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
  if (!outgoing) return new Response(asWebStream(carrier), { headers: head })
  outgoing.writeHead(200, head)
  outgoing.flushHeaders()
  const sink: Sink = {
    write: (text) => {
      outgoing.write(text)
      if (outgoing.writableLength > MOST_UNREAD_BYTES) outgoing.destroy()
    },
    end: () => { outgoing.end() },
  }
  outgoing.on('error', () => {})
  outgoing.on('close', carrier.open(sink))
  return RESPONSE_ALREADY_SENT
}

/** Where no socket stands behind the request, as in tests that call the doors directly. */
function asWebStream(carrier: Carrier): ReadableStream<Uint8Array> {
  let gone = (): void => {}
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      gone = carrier.open({
        write: (text) => controller.enqueue(typeof text === 'string' ? Buffer.from(text) : text),
        end: () => controller.close(),
      })
    },
    cancel: () => gone(),
  })
}
