/** What a program signs, as it travels: binary is base64url, days are 2026-09-01. Shapes alone; checking stands in key-list and roster. */

export interface SignatureBy {
  /** Ed25519 public key, 43 characters. */
  readonly key: string
  readonly signature: string
}

/** Three independent keys; two of them speak for the program. */
export interface ProgramRoot {
  readonly program: string
  readonly keys: readonly string[]
  readonly fingerprint: string
  /** How it came: the first one, signed by two keys of the one before, or permitted on the server after keys were lost. */
  readonly since: 'first' | 'signed' | 'rescue'
  /** By two keys of `previous`; empty for a first and a rescued one. */
  readonly signatures: readonly SignatureBy[]
  readonly previous: ProgramRoot | null
}

/** `issuer/2026-27/student` (SPKI), `roster/1`, `roster/2` (Ed25519), later `wave/...`. */
export interface KeyEntry {
  readonly purpose: string
  readonly key: string
}

export interface KeyList {
  readonly program: string
  readonly version: number
  /** Hash of the list before; of the first one, the root's fingerprint. */
  readonly previous: string
  readonly validUntil: string
  readonly entries: readonly KeyEntry[]
  readonly signatures: readonly SignatureBy[]
}

export interface RosterEntry {
  readonly role: string
  readonly person: string
  readonly name: string
  readonly account: string
  readonly pkAuth: string
  readonly pkHpke: string
  /** By the person's own auth key. */
  readonly signature: string
}

export interface Roster {
  readonly program: string
  readonly version: number
  readonly validUntil: string
  readonly entries: readonly RosterEntry[]
  readonly signatures: readonly SignatureBy[]
}

/** Why a key list or a roster is not believed. Each has a sentence of its own in the roster room's words. */
export type SigningFault =
  | 'forged' | 'older' | 'forked' | 'other-program' | 'one-signature' | 'same-key-twice' | 'second-key' | 'unconfirmed-addition' | 'expired' | 'other-root'
