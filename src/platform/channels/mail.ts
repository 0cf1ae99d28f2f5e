import { createTransport, type Transporter } from 'nodemailer'
import type { Outgoing } from '../services.ts'
import { within, type Delivery } from './within.ts'

interface Mail { readonly to: string; readonly subject: string; readonly text: string }

const TIMEOUT_MS = 10_000
const transports = new Map<string, Transporter>()

/** Sends one plain mail. Its subject and text must be fit to be read on a locked screen. */
export const sendMail = (through: Outgoing, mail: Mail): Promise<Delivery> => within(TIMEOUT_MS, send(through, mail))

async function send({ smtpUrl, mailFrom }: Outgoing, mail: Mail): Promise<Delivery> {
  if (!smtpUrl || !mailFrom) return 'failed'
  try {
    await transportTo(smtpUrl).sendMail({ from: mailFrom, ...mail })
    return 'delivered'
  } catch {
    return 'failed'
  }
}

function transportTo(url: string): Transporter {
  let transport = transports.get(url)
  if (!transport) {
    const base = new URL(url)
    for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout', 'dnsTimeout']) base.searchParams.set(name, String(TIMEOUT_MS))
    transport = createTransport(base.href)
    transports.set(url, transport)
  }
  return transport
}
