import { fromBase64url, randomBytes, toBase64url } from '../../sealed/bytes.ts'
import { doorsOf } from '../../ui/api.ts'
import { loadDraft, removeDraft, saveDraft, session } from '../accounts/client.ts'
import type { contract as bookingContract } from '../bookings/contract.ts'
import type { Member } from '../conversations/contract.ts'
import type { contract as programContract } from '../programs/contract.ts'
import { preferencesNow } from '../students/client.ts'
import type { contract, MyRequest, OfferedRequest } from './contract.ts'

const ask = doorsOf<typeof contract>()
const askProgram = doorsOf<typeof programContract>()
const askBookings = doorsOf<typeof bookingContract>()

export const readFace = () => askProgram('GET /program')
export const readLimits = () => askProgram('GET /limits')
export const readLines = () => askProgram('GET /crisis-lines')
export const listWho = () => askBookings('GET /listed-supporters')
export const listSlots = () => askBookings('GET /slots')
export const readOutlook = (language: string) => ask('GET /requests/outlook', { query: { language } })
export const readMine = () => ask('GET /requests/mine')
export const readUnanswered = () => ask('GET /requests/unanswered')
export const listOffered = () => ask('GET /requests/offered')
export const decline = (conv: string) => ask('POST /requests/:conv/decline', { params: { conv } })

/** What the first page does not need comes when it is asked for. */
const talk = () => import('../conversations/client.ts')

/** Calls whenever the stream says that something about requests has changed; answers how to stop. */
export function followRequests(changed: () => void): () => void {
  let stop: (() => void) | null = () => {}
  void talk().then(({ onRequests, startTalking }) => {
    if (!stop) return
    const stops = [onRequests(changed), startTalking()]
    stop = () => stops.forEach((each) => each())
  }, () => {})
  return () => {
    stop?.()
    stop = null
  }
}

/** Drawn once for a request, and kept while it is tried again: however often it is sent, it is one request. */
export const newConv = (): string => toBase64url(randomBytes(16))

/** What is kept on this device of the request that was made here, so that its end can be told from its never having been. */
interface Kept { readonly conv: string }
const KEPT = 'request'

export interface Wish {
  readonly conv: string
  readonly language: string
  readonly topic: string | null
  readonly supporters: readonly string[] | null
}

/** The opening words stay here, sealed, until whoever takes the request was checked; the request itself carries none. */
export async function askToWrite(wish: Wish, words: string) {
  const { limitsRead, met } = preferencesNow()
  const { supporters, ...plain } = wish
  await (await talk()).keepOpeningWords(wish.conv, { words: words.trim(), allowed: supporters })
  // Whoever takes it will want to see that these keys are a student's.
  await (await import('../enrolment/client.ts')).showCertificate('contact').catch(() => {})
  const answer = await ask('POST /requests', { body: { ...plain, supporters: supporters && [...supporters], format: 'messaging', limitsRead, ...(met && { met }) } })
  if (!('refused' in answer)) await saveDraft(KEPT, { conv: wish.conv } satisfies Kept).catch(() => {})
  return answer
}

export async function askHandOver({ supporters, ...wish }: Wish) {
  const answer = await ask('POST /requests/hand-over', { body: { ...wish, supporters: supporters && [...supporters] } })
  if (!('refused' in answer)) await saveDraft(KEPT, { conv: wish.conv } satisfies Kept).catch(() => {})
  return answer
}

/** Takes the request back, and the words that waited for it. Where somebody was faster, the words are for them: everything stays. */
export async function withdraw({ conv, handOver }: Pick<MyRequest, 'conv' | 'handOver'>) {
  const answer = await ask('DELETE /requests/:conv', { params: { conv } })
  // A running conversation says nothing about the request to hand it over: that is gone.
  if ('refused' in answer && answer.refused === 'taken-meanwhile' && !handOver) return { taken: true } as const
  if ('refused' in answer && answer.refused !== 'taken-meanwhile') return answer
  await forgetRequest(conv)
  await talk().then(({ forgetAllowed }) => forgetAllowed(conv)).catch(() => {})
  return { taken: false } as const
}

export async function forgetRequest(conv: string): Promise<void> {
  await talk().then(({ forgetOpeningWords }) => forgetOpeningWords(conv)).catch(() => {})
  await removeDraft(KEPT).catch(() => {})
}

export const keptRequest = async (): Promise<Kept | null> => (await loadDraft(KEPT).catch(() => null)) as Kept | null

/** Whether somebody has taken it: then the conversation of its name is there. */
export const isTaken = async (conv: string): Promise<boolean> => (await talk()).isThere(conv)

/** Takes a request: the first key of the conversation is made here, for the student and for this supporter, and for nobody else. */
export async function claim({ conv, student, handOver }: Pick<OfferedRequest, 'conv' | 'student' | 'handOver'>) {
  const keys = session.keys()
  if (!keys) throw new Error('no account is open')
  if (handOver) return ask('POST /requests/:conv/claim', { params: { conv }, body: {} })
  const { makeEpoch } = await import('../../sealed/conversation.ts')
  const members = [keysOf(student), { account: keys.account, pkAuth: keys.pkAuth, pkHpke: keys.pkHpke }]
  const { header, wraps } = await makeEpoch({ conv, epoch: 0, creator: keys, members, previousHeader: null, tails: {} })
  return ask('POST /requests/:conv/claim', { params: { conv }, body: { header: toBase64url(header), wraps: wraps.map(({ member, wrap }) => ({ member, wrap: toBase64url(wrap) })) } })
}

const keysOf = ({ account, pkAuth, pkHpke }: Member) => ({ account, pkAuth: fromBase64url(pkAuth), pkHpke: fromBase64url(pkHpke) })
