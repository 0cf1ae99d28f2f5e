import type { ConversationSheet, Member } from '../contract.ts'
import type { Waiting } from './outbox.ts'
import type { Side } from './standing.ts'
import type { SupporterTrust } from './trust.ts'

/** A message as it was read; see sealed/thread. */
export interface Line {
  readonly position: number
  readonly epoch: number
  readonly sender: string
  readonly seq: number
  readonly msgId: string
  readonly com: string | null
  readonly tag: string | null
  readonly arrivedOn: string
  /** With kf inside where a supporter said it: what a report needs. */
  readonly content: { readonly k: string; readonly [field: string]: string | number | boolean | null } | null
  readonly fault: 'missing' | 'broken' | 'repeated' | null
}

/** Why an epoch is not believed; see sealed/conversation. */
type KeysFault = 'place' | 'members' | 'chain' | 'change' | 'wrap' | 'key'

/** Whether the other one is who they should be; see rules/trust. `unproven`: a student whose enrolment nobody signed. `keys`, and an epoch's fault, come with nothing opened and nothing sent. */
export interface Trust {
  readonly at: 'checking' | SupporterTrust | 'unproven' | 'keys' | KeysFault
  readonly sentence?: string
}

const TALKS: readonly Trust['at'][] = ['verified', 'unsigned', 'unproven']
const READS: readonly Trust['at'][] = [...TALKS, 'rekeyed', 'gone']
/** Words come and go. */
export const mayTalk = ({ at }: Trust): boolean => TALKS.includes(at)
/** What was said before can be read. */
export const mayRead = ({ at }: Trust): boolean => READS.includes(at)

export interface ThreadView {
  readonly conv: string
  readonly side: Side
  readonly sheet: ConversationSheet
  /** The supporter's name as the program signed it; null for students, and where nothing is signed. */
  readonly name: string | null
  /** The supporter's id among people. */
  readonly person: string | null
  readonly trust: Trust
  /** A known supporter's new keys, which the program has signed: they take over once the student says so. */
  readonly newKeys: Member | null
  /** The first epoch that the two read together; in an earlier one the student talked with somebody else, or under other keys. */
  readonly since: number
  readonly lines: readonly Line[]
  /** Epochs whose end the server did not hand out, by sender. */
  readonly gaps: readonly { readonly epoch: number; readonly sender: string }[]
  readonly waiting: readonly Waiting[]
  /** Why nothing is sent for now, in the server's words. */
  readonly held: string | null
  readonly caughtUp: boolean
}

export interface Talk {
  readonly at: 'starting' | 'here' | 'unreachable'
  /** The stream is open: what is said arrives by itself. */
  readonly live: boolean
  readonly threads: readonly ThreadView[]
}

export const NO_TALK: Talk = { at: 'starting', live: false, threads: [] }

export const newView = (sheet: ConversationSheet, side: Side): ThreadView =>
  ({ conv: sheet.conv, side, sheet, name: null, person: null, trust: { at: 'checking' }, newKeys: null, since: 0, lines: [], gaps: [], waiting: [], held: null, caughtUp: false })

/** Somebody who is not the other one any more said it, or heard it. */
export const isEarlier = ({ side, since }: ThreadView, { epoch }: Pick<Line, 'epoch'>): boolean => side === 'student' && epoch < since

/** Words of the other one that this account has not seen on any device. */
export const unreadIn = ({ lines, sheet, side }: ThreadView): boolean => {
  const mine = sheet.members.find((member) => member.side === side)?.account
  return lines.some(({ position, sender }) => sender !== mine && position > sheet.read.mine)
}
