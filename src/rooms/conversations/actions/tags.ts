import type { Day } from '../rules/epochs.ts'
import { isOurTag } from './keys.ts'
import type { Here } from './sheet.ts'

export interface ShownTag {
  readonly com: string
  readonly conv: string
  readonly epoch: number
  readonly seq: number
  readonly msgId: string
  /** The supporter's account, as the report names it. */
  readonly account: string
  readonly day: Day
  readonly tag: string
}

/** For the reports room: whether this server saw this commitment arrive from this account, in this place, on this day. Yes or no, and nothing else. */
export const isTag = (here: Pick<Here, 'db' | 'services'>, { com, tag, ...place }: ShownTag): Promise<boolean> =>
  isOurTag(here.services.keys, here.db.program, { ...place, com: Buffer.from(com, 'base64url') }, Buffer.from(tag, 'base64url'))
