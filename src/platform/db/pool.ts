import type { Writable } from 'node:stream'
import pg from 'pg'

const NAMED_FROM = 3
const NAMED_AT_MOST = 500

/** A connection of the app's own role. Statements seen often are prepared by name, once per connection. */
export class Connection extends pg.Client {
  readonly #known = new Set<string>()
  readonly #parsing = new Set<string>()

  constructor(config?: pg.ClientConfig) {
    super({ ...config, pipeline: true, types: TYPES } as pg.ClientConfig)
    // Lost while somebody holds it, a connection speaks up beside failing their next statement; unheard, that would end the process.
    this.on('error', () => {})
  }

  async statement<R>(text: string, values: readonly unknown[]): Promise<{ rows: R[]; rowCount: number | null }> {
    const name = nameOf(text)
    if (!name || this.#parsing.has(name)) return this.#send<R>({ text, values })
    if (this.#known.has(name)) return this.#send<R>({ text, values, name })
    this.#parsing.add(name)
    try {
      const result = await this.#send<R>({ text, values, name })
      this.#known.add(name)
      return result
    } finally {
      this.#parsing.delete(name)
    }
  }

  /** What is asked meanwhile leaves in one packet: one write here, and one waking over there. */
  together<T>(send: () => T): T {
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection
    stream.cork()
    try {
      return send()
    } finally {
      stream.uncork()
    }
  }

  async #send<R>(query: { text: string; values: readonly unknown[]; name?: string }) {
    const { rows, rowCount } = await this.query({ ...query, values: [...query.values] })
    return { rows: rows as R[], rowCount }
  }
}

const seen = new Map<string, number>()
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const name = names.get(text)
  if (name || names.size >= NAMED_AT_MOST) return name
  const times = (seen.get(text) ?? 0) + 1
  if (times < NAMED_FROM) seen.set(text, times)
  else {
    seen.delete(text)
    names.set(text, `p${names.size + 1}`)
  }
  if (seen.size > 5 * NAMED_AT_MOST) seen.clear()
  return names.get(text)
}

const INT8 = 20, DATE = 1082, TIMESTAMPTZ = 1184

/** Whole numbers as numbers, instants as epoch milliseconds, dates as they are written. */
const PARSED: Record<number, (text: string) => unknown> = {
  [INT8]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
}
const TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && PARSED[oid]) || (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
} as pg.CustomTypesConfig

export interface Pool {
  connect(): Promise<Connection & { release(broken?: Error): void }>
  end(): Promise<void>
}

/** A pool of pipelined connections. A connection lost while idle is dropped quietly; the next knock opens another. */
export function openPool(url: string, size = 10): Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, Client: Connection, idleTimeoutMillis: 60_000 } as pg.PoolConfig)
  pool.on('error', () => {})
  return pool as unknown as Pool
}
