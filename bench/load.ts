import { connect } from 'node:net'

/** What one run of a closed loop saw: each connection sends its next request when the last answer has arrived. */
export interface Load {
  readonly connections: number
  readonly seconds: number
  /** Milliseconds each request took. */
  readonly times: readonly number[]
  readonly statuses: Readonly<Record<string, number>>
  /** Size of the last answer's body in bytes. */
  readonly answerBytes: number
}

export interface LoadPlan {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  /** Ends earlier, after this many requests. */
  readonly requests?: number
  /** The n-th request of this run, whole, as it goes over the wire. */
  readonly request: (n: number) => string
}

/** Drives a server over plain keep-alive sockets, so that the driver costs as little as it can on a shared machine. */
export async function drive({ port, connections, seconds, requests = Infinity, request }: LoadPlan): Promise<Load> {
  const times: number[] = []
  const statuses: Record<string, number> = {}
  let sent = 0, answerBytes = 0
  const started = performance.now()
  const until = started + seconds * 1000
  await Promise.all(Array.from({ length: connections }, () => new Promise<void>((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const reader = answerReader()
    let asked = 0
    const ask = (): void => {
      asked = performance.now()
      if (asked >= until || sent >= requests) return void socket.end(done)
      socket.write(request(sent++))
    }
    socket.on('connect', ask)
    socket.on('error', fail)
    socket.on('data', (chunk: Buffer) => {
      const answer = reader(chunk)
      if (!answer) return
      times.push(performance.now() - asked)
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
      answerBytes = answer.bytes
      ask()
    })
  })))
  return { connections, seconds: (performance.now() - started) / 1000, times, statuses, answerBytes }
}

export interface Figure {
  readonly connections: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly requests: number
}

/** One figure from one run or several of the same kind. */
export function figureOf(loads: readonly Pick<Load, 'connections' | 'seconds' | 'times'>[]): Figure {
  const times = loads.flatMap((load) => load.times).toSorted((a, b) => a - b)
  const seconds = loads.reduce((sum, load) => sum + load.seconds, 0)
  const quantile = (q: number): number => Math.round((times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0) * 100) / 100
  return { connections: loads[0]!.connections, perSecond: Math.round(times.length / seconds), p50Ms: quantile(0.5), p99Ms: quantile(0.99), requests: times.length }
}

/** Collects one answer at a time; knows both a length and chunks. */
function answerReader(): (chunk: Buffer) => { status: string; bytes: number } | null {
  let held: Buffer = Buffer.alloc(0)
  return (chunk) => {
    held = held.length ? Buffer.concat([held, chunk]) : chunk
    const head = held.indexOf('\r\n\r\n')
    if (head < 0) return null
    const headers = held.toString('latin1', 0, head)
    const length = /content-length: (\d+)/i.exec(headers)
    const whole = length ? held.length >= head + 4 + Number(length[1]) : held.includes('\r\n0\r\n\r\n', head)
    if (!whole) return null
    const bytes = length ? Number(length[1]) : held.length - head - 4
    held = Buffer.alloc(0)
    return { status: headers.slice(9, 12), bytes }
  }
}

export const requestText = (method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: string): string => {
  const lines = Object.entries({ host: '127.0.0.1', ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }) })
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body ?? ''}`
}

