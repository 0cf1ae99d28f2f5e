import { createServer } from 'node:http'

/** The reference for listing: a bare Node http server that answers the bytes it was given, and nothing else. */
process.once('message', (answer: string) => {
  const bytes = Buffer.from(answer)
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length })
    response.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port))
})
