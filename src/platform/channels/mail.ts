import { createTransport, type Transporter } from 'nodemailer'
import type { Delivery } from './push.ts'
import type { Outgoing } from '../services.ts'

const TIMEOUT_MS = 10_000
const transports = new Map<string, Transporter>()

/** Sends one plain mail. Its subject and text must be fit to be read on a locked screen. */
export async function sendMail({ smtpUrl, mailFrom }: Outgoing, mail: { to: string; subject: string; text: string }): Promise<Delivery> {
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
    for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout']) base.searchParams.set(name, String(TIMEOUT_MS))
    transport = createTransport(base.href)
    transports.set(url, transport)
  }
  return transport
}
