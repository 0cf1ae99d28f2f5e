import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import WebSocket from 'ws'
import type { Pair } from './pairs.ts'
import { requestText } from './load.ts'

/** One connected client: `send` begins a message, and `done` is called once it has reached whoever it is for. */
export interface Talker {
  send(done: () => void): void
  close(): void
}

/** Boxes of the smallest size: what 200 bytes of words become. */
const BOX_BYTES = 284
const ID = '"msgId":"'
const ID_LETTERS = 22

interface Side { readonly token: string; readonly isSupporter: boolean; readonly convs: readonly string[] }

/** Clients of the product: each holds a stream open and a second connection for what it sends. What one side of a pair sends is done when the other side's stream has it. */
export async function connectTalkers({ port, slug, pairs }: { port: number; slug: string; pairs: readonly Pair[] }): Promise<Talker[]> {
  const arrivals = new Map<string, () => void>()
  const sides = pairs.flatMap(({ student, supporter, convs }): Side[] => [{ token: student, isSupporter: false, convs }, { token: supporter, isSupporter: true, convs }])
  const talkers: Talker[] = []
  // Not all at once: nobody's browser connects in the same millisecond as a thousand others.
  for (let at = 0; at < sides.length; at += 50) talkers.push(...await Promise.all(sides.slice(at, at + 50).map((side) => connectTalker({ port, slug, side, arrivals }))))
  return talkers
}

async function connectTalker({ port, slug, side, arrivals }: { port: number; slug: string; side: Side; arrivals: Map<string, () => void> }): Promise<Talker> {
  const headers = { authorization: `Bearer ${side.token}` }
  const stream = await connected(port), door = await connected(port)
  await new Promise<void>((open) => {
    let rest = ''
    stream.on('data', (chunk: Buffer) => {
      rest = readEvents(rest + chunk.toString('latin1'), (msgId) => {
        // The sender's own stream carries it too; only the other side's counts.
        const arrive = arrivals.get(`${msgId}${side.isSupporter}`)
        arrivals.delete(`${msgId}${side.isSupporter}`)
        arrive?.()
      })
      open()
    })
    stream.write(requestText('GET', `/api/${slug}/stream`, headers))
  })
  const waiting: (() => void)[] = []
  let busy = false
  door.on('data', (chunk: Buffer) => {
    if (chunk.subarray(9, 12).toString() !== '200') throw new Error(`A message was refused: ${chunk.toString().slice(-200)}`)
    busy = false
    waiting.shift()?.()
  })
  const seqs = new Map<string, number>()
  let sent = 0
  return {
    send: (done) => {
      const conv = side.convs[sent++ % side.convs.length]!, seq = (seqs.get(conv) ?? 0) + 1, msgId = randomBytes(16).toString('base64url')
      seqs.set(conv, seq)
      arrivals.set(`${msgId}${!side.isSupporter}`, done)
      const body = JSON.stringify({ epoch: 0, seq, msgId, box: randomBytes(BOX_BYTES).toString('base64url'), ...(side.isSupporter ? { com: randomBytes(32).toString('base64url') } : {}) })
      const write = (): void => {
        busy = true
        door.write(requestText('POST', `/api/${slug}/conversations/${conv}/messages`, headers, body))
      }
      if (busy) waiting.push(write)
      else write()
    },
    close: () => { stream.destroy(); door.destroy() },
  }
}

/** Calls back for each whole message event; answers with what is left of an unfinished one. */
function readEvents(text: string, tell: (msgId: string) => void): string {
  const end = text.lastIndexOf('\n\n')
  if (end < 0) return text
  for (let at = text.indexOf(ID); at >= 0 && at < end; at = text.indexOf(ID, at + ID.length)) tell(text.slice(at + ID.length, at + ID.length + ID_LETTERS))
  return text.slice(end)
}

const connected = (port: number): Promise<Socket> => new Promise((done, fail) => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => done(socket))
  socket.on('error', fail)
})

/** Clients of the bare echo: the same bytes there and back. */
export const connectEchoes = async (port: number, count: number): Promise<Talker[]> => {
  const talkers: Talker[] = []
  for (let at = 0; at < count; at += 50) talkers.push(...await Promise.all(Array.from({ length: Math.min(50, count - at) }, () => connectEcho(port))))
  return talkers
}

const connectEcho = (port: number): Promise<Talker> => new Promise((open, fail) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
  const message = randomBytes(BOX_BYTES).toString('base64url'), waiting: (() => void)[] = []
  socket.on('message', () => waiting.shift()?.())
  socket.on('error', fail)
  socket.on('open', () => open({ send: (done) => { waiting.push(done); socket.send(message) }, close: () => socket.terminate() }))
})
