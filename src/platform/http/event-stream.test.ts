import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Carrier, Sink } from '../live/hub.ts'
import { answerStream } from './event-stream.ts'

/** A real socket at each end: what is tested is when a reader is let go. */
async function served(carrier: Carrier): Promise<{ open(): Promise<IncomingMessage>; stop(): void }> {
  const app = new Hono().get('/stream', (c) => answerStream(c, carrier, {}))
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    open: async () => {
      const asked = request({ port, host: '127.0.0.1', path: '/stream' }).end()
      asked.on('error', () => {})
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      answer.on('error', () => {})
      return answer
    },
    stop: () => { (server as unknown as { closeAllConnections(): void }).closeAllConnections(); server.close() },
  }
}

test('a stream begins at once and brings what is written, until its end', async () => {
  let sink: Sink | undefined
  const { open, stop } = await served({ open: (opened) => { sink = opened; return () => {} } })
  const answer = await open()
  expect(answer.headers['content-type']).toBe('text/event-stream')
  sink!.write('event: a\n\n')
  sink!.write(Buffer.from('event: b\n\n'))
  sink!.end()
  expect((await answer.toArray()).join('')).toBe('event: a\n\nevent: b\n\n')
  stop()
})

test('whoever does not read is let go, and whoever reads is not', async () => {
  const sinks: Sink[] = [], gone: number[] = []
  const { open, stop } = await served({ open: (sink) => { const at = sinks.push(sink) - 1; return () => void gone.push(at) } })
  const slow = await open(), quick = await open()
  slow.pause()
  quick.resume()
  const block = 'x'.repeat(32 * 1024)
  for (let n = 0; n < 2000 && !gone.length; n += 1) {
    sinks.forEach((sink) => sink.write(block))
    await new Promise((later) => { setImmediate(later) })
  }
  expect(gone).toEqual([0])
  quick.destroy()
  await expect.poll(() => gone).toEqual([0, 1])
  stop()
})
