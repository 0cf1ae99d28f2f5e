import { row, rows, sql, type Tx } from '../../../platform/db/transaction.ts'

/** What the conversations room publishes: which two accounts, and nothing of what was said. */
export interface TwoMembers {
  readonly conv: string
  readonly student: string
  readonly supporter: string
}

/** Undefined where this account is no member, or the student has ended it: both read like a conversation that is not there. */
export const findMembers = (tx: Tx, conv: string, account: string): Promise<TwoMembers | undefined> =>
  row(tx, sql<TwoMembers>`select conv, student, supporter from conversation_members
    where conv = ${conv} and not ended and student is not null and (student = ${account} or supporter = ${account})`)

export const findBoth = (tx: Tx, conv: string): Promise<TwoMembers | undefined> =>
  row(tx, sql<TwoMembers>`select conv, student, supporter from conversation_members where conv = ${conv} and not ended and student is not null`)

export interface MemberKeys {
  readonly account: string
  readonly pkAuth: Buffer
  readonly pkHpke: Buffer
}

export const keysOf = (tx: Tx, accounts: readonly string[]): Promise<MemberKeys[]> =>
  rows(tx, sql<MemberKeys>`select account, pk_auth as "pkAuth", pk_hpke as "pkHpke" from account_keys where account = any(${accounts}::text[])`)
