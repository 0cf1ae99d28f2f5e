import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface ReceivedMail { readonly to: string; readonly from: string; readonly subject: string; readonly text: string; readonly raw: string }

export interface MailServer {
  readonly url: string
  readonly received: ReceivedMail[]
  /** Everybody a mail was announced for, whether it was taken or not. */
  readonly asked: string[]
  /** What it says to each recipient from now on, such as `451 later`; null accepts again. 'silence' leaves the sender waiting. */
  refuse(line: string | null): void
  stop(): Promise<void>
}

/** A mail server on this machine that keeps what it is handed. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [], asked: string[] = [], sockets = new Set<Socket>()
  let refusal: string | null = null
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)))
    converse(socket, (to) => {
      asked.push(to)
      return refusal
    }, (mail) => received.push(mail))
  })
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  return {
    url: `smtp://localhost:${(server.address() as AddressInfo).port}`, received, asked,
    refuse: (line) => { refusal = line },
    stop: () => new Promise<void>((done) => {
      server.close(() => done())
      for (const socket of sockets) socket.destroy()
    }),
  }
}

function converse(socket: Socket, refusalFor: (to: string) => string | null, keep: (mail: ReceivedMail) => void): void {
  let heard = '', letter: string | null = null, from = '', to = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 localhost')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk
    for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
      const line = heard.slice(0, end)
      heard = heard.slice(end + 2)
      if (letter !== null && line !== '.') letter += `${line.replace(/^\./, '')}\r\n`
      else if (letter !== null) {
        keep({ from, to, ...readLetter(letter), raw: letter })
        letter = null
        say('250 kept')
      } else if (/^MAIL FROM/i.test(line)) {
        from = /<(.*?)>/.exec(line)?.[1] ?? ''
        say('250 ok')
      } else if (/^RCPT TO/i.test(line)) {
        to = /<(.*?)>/.exec(line)?.[1] ?? ''
        const refusal = refusalFor(to)
        if (refusal !== 'silence') say(refusal ?? '250 ok')
      } else if (/^DATA/i.test(line)) {
        letter = ''
        say('354 go on')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else say('250 localhost')
    }
  })
}

function readLetter(raw: string): { subject: string; text: string } {
  const split = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, split).replace(/\r\n[ \t]+/g, ' '), body = raw.slice(split + 4)
  const encoding = /^content-transfer-encoding: *(\S+)/im.exec(head)?.[1]?.toLowerCase()
  const text = encoding === 'base64' ? Buffer.from(body, 'base64').toString() : encoding === 'quoted-printable' ? unquoted(body.replace(/=\r\n/g, '')) : body
  const subject = /^subject: *(.*)$/im.exec(head)?.[1] ?? ''
  return { text: text.replaceAll('\r\n', '\n').trimEnd(), subject: subject.replace(/\?= +=\?/g, '?==?').replace(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, word: string) => (kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : unquoted(word.replaceAll('_', ' ')))) }
}

const unquoted = (text: string): string => Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString()
