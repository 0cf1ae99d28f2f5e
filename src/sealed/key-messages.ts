import { type Bytes, fromBase64url, sha256, toBase64url } from './bytes.ts'
import { canon } from './canon.ts'
import type { KeyList as SignedKeyList, SignatureBy } from './signed-shapes.ts'

export type { KeyEntry } from './signed-shapes.ts'
export type KeySignature = SignatureBy
/** A program's list of keys. Each names the hash of the one before, so that nobody can be shown another history. */
export type KeyList = Omit<SignedKeyList, 'program'>
export type UnsignedKeyList = Omit<KeyList, 'signatures'>

export const ROOT_KEYS = 3
/** How many of the root's keys must agree. */
export const ROOT_QUORUM = 2

/** What posters and links carry: 32 bytes that stand for three root keys, in this order. */
export const rootFingerprint = (program: string, keys: readonly Uint8Array[]): Promise<Bytes> => sha256(canon('ps1/root', program, ROOT_QUORUM, ...keys))

/** What two keys of the old root sign, so that a new root takes its place. */
export const successorMessage = (program: string, old: Uint8Array, next: Uint8Array): Bytes => canon('ps1/root-successor', program, old, next)

/** What two root keys sign. Throws where an entry is not base64url. */
export const keysMessage = (program: string, { version, previous, validUntil, entries }: UnsignedKeyList): Bytes =>
  canon('ps1/keys', program, version, fromBase64url(previous), validUntil, canon(...entries.flatMap(({ purpose, key }) => [purpose, fromBase64url(key)])))

/** Over what was signed, without the signatures: a later signature does not change the chain. */
export const keyListHash = async (program: string, list: UnsignedKeyList): Promise<string> => toBase64url(await sha256(keysMessage(program, list)))

/** What a roster key signs for a deck of cards, which are good for one academic year. `hashes` are 32 bytes each, joined in the order sent. */
export const deckMessage = async (program: string, term: string, deck: string, hashes: Bytes): Promise<Bytes> => canon('ps1/deck', program, term, deck, await sha256(hashes))

/** What a roster key signs to withdraw a deck that was lost. */
export const deckWithdrawalMessage = (program: string, deck: string): Bytes => canon('ps1/deck-withdrawal', program, deck)

/** What stands for a card; its letters are in their one spelling, without dashes. */
export const issuerCardHash = (program: string, letters: string): Promise<Bytes> => sha256(canon('ps1/issuer-card', program, letters))
