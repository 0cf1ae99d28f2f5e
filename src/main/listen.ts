import { readFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Place {
  readonly port: number
  readonly host: string
  readonly tls: { readonly cert: string; readonly key: string } | null
}

/** Returns once the socket listens, with the port that was given where 0 asked for any. */
export async function listen(app: Hono, { port, host, tls }: Place): Promise<{ port: number; stop(): Promise<void> }> {
  const server = await new Promise<Server>((resolve, reject) => {
    const secure = tls ? { createServer: createTlsServer, serverOptions: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } } : {}
    const made = serve({ fetch: app.fetch, port, hostname: host, ...secure } as Parameters<typeof serve>[0], () => resolve(made)) as Server
    made.once('error', reject)
  })
  return {
    port: (server.address() as { port: number }).port,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
