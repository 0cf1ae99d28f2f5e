import { WebSocketServer } from 'ws'

/** The reference for messaging: a bare WebSocket server that stores nothing, checks nothing, and sends each message back to its sender. */
const server: WebSocketServer = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('listening', () => process.send!((server.address() as { port: number }).port))
server.on('connection', (socket) => {
  socket.on('message', (message, binary) => socket.send(message, { binary }))
})
