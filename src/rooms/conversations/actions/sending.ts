import { dayIn } from '../../../platform/clock.ts'
import { inOneStep, inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import type { ProgramHere } from '../../../platform/http/doors.ts'
import { liveHub } from '../../../platform/live/hub.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { Services } from '../../../platform/services.ts'
import type { SealedMessage } from '../contract.ts'
import { weightOf } from '../rules/boxes.ts'
import type { Day } from '../rules/epochs.ts'
import { lockConversations } from '../store/conversations.ts'
import { MOST_AT_ONCE, takeMessages, type Judged, type NewMessage } from '../store/messages.ts'
import type { SideProof } from './guards.ts'
import { tagKey, tagOf } from './keys.ts'
import type { Here } from './sheet.ts'
import { allReadAlong, tellAway } from './telling.ts'

export interface Sent {
  readonly position: number
  readonly tag: string | null
  readonly arrivedOn: Day
}
export type SendingRefusal = 'not-found' | 'epoch-moved' | 'epoch-over' | 'seq-taken' | 'msg-id-taken' | 'conversation-over' | 'blocked' | 'commitment-wrong' | 'too-fast'

export interface Outgoing {
  readonly epoch: number
  readonly seq: number
  readonly msgId: string
  readonly box: string
  readonly com?: string | undefined
}

/** Three thousand of the smallest messages in ten minutes, or as many bytes in larger ones: more than two people write, less than fills a disk. */
const quota = new Pace({ limit: 3000, perMs: 10 * 60_000 })

/** Puts the message in the line of its program; it is on disk when this returns, and on its way to whoever listens. */
export async function sendMessage(here: Here, { account, side, tokenHash }: SideProof, conv: string, sent: Outgoing): Promise<Sent | Refused<SendingRefusal>> {
  // A supporter's message can be reported, so it commits; a student's stays deniable, so it cannot.
  if ((sent.com === undefined) !== (side === 'student')) return refuse('commitment-wrong')
  if (!quota.allows(`${here.db.program}/${account}`, here.now, weightOf(sent.box))) return refuse('too-fast')
  const { epoch, seq, msgId } = sent
  const message = { conv, account, epoch, seq, msgId, box: Buffer.from(sent.box, 'base64url'), com: sent.com === undefined ? null : Buffer.from(sent.com, 'base64url'), tag: null }
  const judged = await lineOf(here).take(message, tokenHash.toString('base64url'))
  if (judged.verdict !== 'taken' && judged.verdict !== 'known') return refuse(judged.verdict)
  return { position: judged.position!, tag: judged.tag?.toString('base64url') ?? null, arrivedOn: judged.arrivedOn! }
}

interface Waiting {
  readonly message: NewMessage
  /** The page it comes from hears of it by the answer. */
  readonly session: string
  settle(judged: Judged): void
  fail(failure: unknown): void
}

const MOST_WAITING = 4096

/**
 * [Note: Group commit] Messages of a program wait in one line while the batch before them is being written; then all of them are written in
 * one transaction, with one flush to disk. Alone, a message waits for nobody. docs/decisions/0027.
 */
class Line {
  readonly #db: Db
  readonly #services: Services
  #program: ProgramHere
  #waiting: Waiting[] = []
  #writing = false

  constructor({ db, services, program }: Here) {
    this.#db = db
    this.#services = services
    this.#program = program
  }

  /** A program may change its time zone while we run. */
  at(program: ProgramHere): this {
    this.#program = program
    return this
  }

  async take(message: NewMessage, session: string): Promise<Judged> {
    if (this.#waiting.length >= MOST_WAITING) throw new Error('the line of messages is full')
    return new Promise((settle, fail) => {
      this.#waiting.push({ message, session, settle, fail })
      if (!this.#writing) void this.#write()
    })
  }

  async #write(): Promise<void> {
    this.#writing = true
    while (this.#waiting.length) await this.#writeOnce(this.#nextBatch())
    this.#writing = false
  }

  /** Two messages that claim the same place are written one after the other, so that the second is judged by the first. */
  #nextBatch(): Waiting[] {
    const batch: Waiting[] = [], left: Waiting[] = [], claimed = new Set<string>()
    for (const waiting of this.#waiting) {
      const { conv, account, epoch, seq, msgId } = waiting.message
      const places = [`${conv}/${msgId}`, `${conv}/${account}/${epoch}/${seq}`]
      if (batch.length < MOST_AT_ONCE && !places.some((place) => claimed.has(place))) {
        batch.push(waiting)
        places.forEach((place) => claimed.add(place))
      } else left.push(waiting)
    }
    this.#waiting = left
    return batch
  }

  /** A batch that fails as a whole is tried message by message, so that none fails for another. */
  async #writeOnce(batch: readonly Waiting[]): Promise<void> {
    try {
      const day = dayIn(this.#program.timeZone, this.#services.clock.now())
      const messages = await this.#tagged(batch, day)
      const judged = await this.#judge(messages, day)
      judged.forEach((each, at) => {
        if (each.verdict === 'taken') this.#deliver(messages[at]!, each, batch[at]!.session)
        batch[at]!.settle(each)
      })
    } catch (failure) {
      if (batch.length === 1) batch[0]!.fail(failure)
      else for (const waiting of batch) await this.#writeOnce([waiting])
    }
  }

  /** Where nobody has to be told, everything goes to the database in one packet: the answer means that it is on disk. */
  async #judge(messages: readonly NewMessage[], day: Day): Promise<Judged[]> {
    const here = { db: this.#db, services: this.#services }
    const take = async (tx: Tx): Promise<Judged[]> => (await Promise.all([lockConversations(tx), takeMessages(tx, messages, day)]))[1]
    if (allReadAlong(here, messages)) return inOneStep(this.#db, take)
    return inTransaction(this.#db, async (tx) => {
      const judged = await take(tx)
      await tellAway(tx, here, messages, judged)
      return judged
    })
  }

  async #tagged(batch: readonly Waiting[], day: Day): Promise<NewMessage[]> {
    const key = batch.some(({ message }) => message.com) ? await tagKey(this.#services.keys, this.#db.program, day) : null
    return batch.map(({ message }) => (message.com && key ? { ...message, tag: tagOf(key, { ...message, com: message.com, day }) } : message))
  }

  /** To both sides' streams, the sender's own other tabs and devices among them. */
  #deliver({ conv, account, epoch, seq, msgId, box, com }: NewMessage, { student, supporter, position, tag, arrivedOn }: Judged, session: string): void {
    const hub = liveHub(this.#services)
    if (!hub.isListening(this.#db.program, student!) && !hub.isListening(this.#db.program, supporter!)) return
    const message = messageOnWire({ conv, position: position!, epoch, sender: account, seq, msgId, box, com, tag, arrivedOn: arrivedOn! })
    hub.tell(this.#db.program, [student!, supporter!], 'message', { conv, message }, session)
  }
}

const lines = new WeakMap<Services, Map<string, Line>>()

function lineOf(here: Here): Line {
  let ofServices = lines.get(here.services)
  if (!ofServices) lines.set(here.services, ofServices = new Map<string, Line>())
  let line = ofServices.get(here.db.program)
  if (!line) ofServices.set(here.db.program, line = new Line(here))
  return line.at(here.program)
}

export const messageOnWire = (m: { conv: string; position: number; epoch: number; sender: string; seq: number; msgId: string; box: Buffer; com: Buffer | null; tag: Buffer | null; arrivedOn: Day }): SealedMessage => ({
  position: m.position, epoch: m.epoch, sender: m.sender, seq: m.seq, msgId: m.msgId, box: m.box.toString('base64url'),
  com: m.com?.toString('base64url') ?? null, tag: m.tag?.toString('base64url') ?? null, arrivedOn: m.arrivedOn,
})
