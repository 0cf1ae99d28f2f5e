import { doorsOf, Unreachable } from '../../ui/api.ts'
import { draftNames, loadDraft, removeDraft, saveDraft, session } from '../accounts/client.ts'
import type { contract, LogForm } from './contract.ts'
import { afterReply, changed, isOver, newEntry, nextRequest, takenBack, type Entry, type Reply } from './rules/outbox.ts'
import type { InteractionRecord, OpenForm } from './rules/record.ts'

const ask = doorsOf<typeof contract>()

const ENTRY = 'interaction/'
const FORM = 'interaction-form'
const FACTS = 'interaction-facts'

/** Topics, weeks and who is on call; from this device, as last seen, when the server cannot be reached. */
export async function readLogForm(): Promise<(LogForm & { readonly offline: boolean }) | { readonly refused: string; readonly sentence: string }> {
  try {
    const facts = await ask('GET /interactions/form')
    if ('refused' in facts) return facts
    await saveDraft(FACTS, facts)
    return { ...facts, offline: false }
  } catch (failure) {
    const known = failure instanceof Unreachable ? ((await loadDraft(FACTS)) as LogForm | null) : null
    if (!known) throw failure
    return { ...known, offline: true }
  }
}

/** The half-filled form, so that a call or a locked phone loses nothing. */
export const keepForm = (form: OpenForm): Promise<void> => saveDraft(FORM, form)
export const findForm = async (): Promise<OpenForm | null> => (await loadDraft(FORM)) as OpenForm | null

/** Seals the contact on this device, then sends it. `sent` is false when that has to wait for a connection. */
export async function logContact(record: InteractionRecord): Promise<{ sent: boolean }> {
  const receipt = base64url(crypto.getRandomValues(new Uint8Array(32)))
  await write(newEntry(receipt, record))
  await removeDraft(FORM)
  return { sent: await sendWaiting() }
}

export async function changeContact(entry: Entry, record: InteractionRecord): Promise<{ sent: boolean }> {
  await write(changed(entry, record))
  return { sent: await sendWaiting() }
}

export async function takeBackContact(entry: Entry): Promise<{ sent: boolean }> {
  await write(takenBack(entry))
  return { sent: await sendWaiting() }
}

/** The contacts this device still holds, newest not first: nothing on it says when one was logged. */
export async function recentContacts(openWeek: string | null): Promise<Entry[]> {
  const entries = await readEntries()
  const over = openWeek ? entries.filter((entry) => isOver(entry, openWeek)) : []
  await Promise.all(over.map((entry) => removeDraft(ENTRY + entry.receipt)))
  return entries.filter((entry) => !over.includes(entry) && entry.wish !== 'withdraw')
}

export const forgetContact = (entry: Entry): Promise<void> => removeDraft(ENTRY + entry.receipt)

let sending: Promise<boolean> | null = null

/** Sends everything that waits; false when the server could not be reached. One run at a time: a receipt makes a second one harmless. */
export function sendWaiting(): Promise<boolean> {
  sending = (sending ?? Promise.resolve(true)).then(sendAll, sendAll)
  return sending
}

async function sendAll(): Promise<boolean> {
  try {
    for (const entry of await readEntries()) await send(entry)
    return true
  } catch (failure) {
    if (failure instanceof Unreachable) return false
    throw failure
  }
}

async function send(entry: Entry): Promise<void> {
  const request = nextRequest(entry)
  if (!request) return
  const { receipt, record } = entry
  const reply: Reply = request === 'withdraw'
    ? await ask('POST /interactions/withdrawal', { body: { receipt } })
    : await ask(request === 'log' ? 'POST /interactions' : 'POST /interactions/correction', { body: { receipt, record: { ...record, topics: [...record.topics] } } })
  // No session is no answer about the entry: it waits for the next sign-in.
  if ('refused' in reply && ['sign-in-first', 'too-many'].includes(reply.refused)) throw new Unreachable()
  const next = await withLaterWish(entry, afterReply(entry, request, reply))
  await (next ? write(next) : removeDraft(ENTRY + receipt))
  if (next) await send(next)
}

/** What the supporter changed while the answer was on its way stays wished for. */
async function withLaterWish(sent: Entry, next: Entry | null): Promise<Entry | null> {
  const now = (await loadDraft(ENTRY + sent.receipt)) as Entry | null
  const untouched = !now || (now.wish === sent.wish && JSON.stringify(now.record) === JSON.stringify(sent.record))
  return !next || untouched ? next : { ...now, acknowledged: next.acknowledged, closes: next.closes }
}

/** Sends when the page starts, when the connection is back and every minute, and tells `afterwards` each time. Returns the way to stop. */
export function keepSending(afterwards?: () => void): () => void {
  const tryNow = () => {
    if (session.keys()) void sendWaiting().catch(() => false).then(afterwards)
  }
  tryNow()
  const timer = setInterval(tryNow, 60_000)
  addEventListener('online', tryNow)
  return () => {
    clearInterval(timer)
    removeEventListener('online', tryNow)
  }
}

async function readEntries(): Promise<Entry[]> {
  const names = await draftNames(ENTRY)
  const entries = await Promise.all(names.map(async (name) => (await loadDraft(name)) as Entry | null))
  return entries.filter((entry) => entry !== null)
}

const write = (entry: Entry): Promise<void> => saveDraft(ENTRY + entry.receipt, entry)

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
