import { type AccountKeys, accountId } from './account-keys.ts'
import { type Bytes, fromBase64url, join, randomBytes, sha256, text, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import { checkFrank, type MessageContent } from './franking.ts'
import { open, seal } from './hpke.ts'
import { boxKey, lock, unlock } from './locked-box.ts'
import { padToOneOf, unpad } from './padding.ts'

/** A supporter's message as the student read it, with everything that proves whose it is. */
export interface ProvenQuote {
  readonly by: 'supporter'
  readonly epoch: number
  readonly seq: number
  readonly msgId: string
  readonly day: string
  /** `kf` is in it. */
  readonly content: MessageContent
  readonly com: string
  readonly tag: string
}

/** The student's own words: a quotation, and nothing that could prove it. */
export interface OwnQuote {
  readonly by: 'student'
  readonly day: string
  readonly text: string
}

export type Quote = ProvenQuote | OwnQuote

/** What is written to the safety contacts: about a supporter, about a pseudonym, or against a suspension. */
export type ReportContent =
  | { readonly kind: 'supporter'; readonly conv: string; readonly supporter: { readonly person: string; readonly account: string; readonly name: string }; readonly words: string; readonly quotes: readonly Quote[] }
  | { readonly kind: 'account'; readonly account: string; readonly words: string }
  | { readonly kind: 'appeal'; readonly words: string }

/** Which report it is. A report copied to another program or under another id does not open. */
export interface ReportPlace {
  readonly program: string
  readonly report: string
}

export interface Contact {
  readonly person: string
  readonly account: string
  readonly pkHpke: Uint8Array
}

export const REPORT_SIZES = [4_096, 16_384, 65_536] as const
const KEY_BYTES = 32

export const reportFits = (content: ReportContent): boolean => utf8(JSON.stringify(content)).length <= REPORT_SIZES.at(-1)! - 4

/** docs/encryption.md 16. box = the writer's pkAuth || pkHpke || the locked content; one wrap of its key for each contact, bound to the box. */
export async function sealReport(writer: AccountKeys, place: ReportPlace, contacts: readonly Contact[], content: ReportContent): Promise<{ readonly box: Bytes; readonly wraps: { readonly contact: string; readonly wrap: Bytes }[] }> {
  const key = randomBytes(KEY_BYTES)
  const locked = await lock(await boxKey(key), padToOneOf(utf8(JSON.stringify(content)), REPORT_SIZES), boxContext(place, writer.account))
  const box = join(writer.pkAuth, writer.pkHpke, locked)
  const info = await wrapInfo(place, writer.account, box)
  const wraps = await Promise.all(contacts.map(async ({ person, account, pkHpke }) => ({ contact: person, wrap: await seal({ to: pkHpke, from: writer.hpke, info: info(account) }, key) })))
  key.fill(0)
  return { box, wraps }
}

/** Opens one's own wrap and the box, and says whose keys wrote it. Throws when anything about it was changed. */
export async function openReport(contact: AccountKeys, place: ReportPlace, { box, wrap }: { readonly box: Bytes; readonly wrap: Bytes }): Promise<{ readonly from: string; readonly content: ReportContent }> {
  const pkHpke = box.slice(KEY_BYTES, 2 * KEY_BYTES)
  const from = await accountId(box.slice(0, KEY_BYTES), pkHpke)
  const key = await open({ with: contact.hpke, from: pkHpke, info: (await wrapInfo(place, from, box))(contact.account) }, wrap)
  const content = unpad(await unlock(await boxKey(key), box.slice(2 * KEY_BYTES), boxContext(place, from)))
  return { from, content: JSON.parse(text(content)) as ReportContent }
}

const boxContext = ({ program, report }: ReportPlace, writer: string): Bytes => canon('ps1/report', program, report, writer)

async function wrapInfo({ program, report }: ReportPlace, writer: string, box: Bytes): Promise<(contact: string) => Bytes> {
  const hash = await sha256(box)
  return (contact) => canon('ps1/report-key', program, report, writer, contact, hash)
}

/** What the server made a tag over, with the account that is said to have written it. */
export interface TagQuestion {
  readonly com: string
  readonly conv: string
  readonly epoch: number
  readonly seq: number
  readonly msgId: string
  readonly account: string
  readonly day: string
  readonly tag: string
}

/** `proven`: commitment and tag hold. `not-proven`: one of them does not, so it may be invented. `quotation`: a student's own words, which nothing proves. */
export type QuoteStanding = 'proven' | 'not-proven' | 'quotation'

/** A supporter's words are proven when the commitment opens here and the server says that it took it from this account, here, that day. */
export async function standingOf(quote: Quote, { conv, account }: { readonly conv: string; readonly account: string }, genuine: (question: TagQuestion) => Promise<boolean>): Promise<QuoteStanding> {
  if (quote.by === 'student') return 'quotation'
  const { com, epoch, seq, msgId, day, tag } = quote
  return (await opens(quote, conv)) && (await genuine({ com, conv, epoch, seq, msgId, account, day, tag })) ? 'proven' : 'not-proven'
}

async function opens({ epoch, seq, msgId, com, content }: ProvenQuote, conv: string): Promise<boolean> {
  try {
    return await checkFrank({ conv, epoch, seq, msgId }, fromBase64url(com), content)
  } catch {
    return false
  }
}
