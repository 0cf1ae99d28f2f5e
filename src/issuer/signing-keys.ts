import { createHash, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { invariant } from '../platform/refusals.ts'
import { inTransaction, type Db } from '../platform/db/transaction.ts'
import { MODULUS_BITS } from '../sealed/token-messages.ts'
import { readSigningKey, type SigningKey } from './blind-signature.ts'
import type { IssuerFolder } from './folder.ts'
import { keyOnRecord, recordKey } from './store.ts'

/** Which key: `program` is the word in the address. */
export interface KeyPlace {
  readonly db: Db
  readonly program: string
  readonly term: string
  readonly role: string
}

export type SigningKeys = (place: KeyPlace) => Promise<SigningKey>

/**
 * The keys of every purpose, each made when it is first needed: one file a key, linked into place so that two processes cannot make two.
 * The database remembers which key it was. A key that was once published is never replaced by another: every browser would refuse it.
 */
export function signingKeys(folder: IssuerFolder): SigningKeys {
  const known = new Map<string, Promise<SigningKey>>()
  return (place) => {
    const name = nameOf(place)
    let key = known.get(name)
    if (!key) {
      key = findOrMake(folder, place)
      known.set(name, key)
      key.catch(() => known.delete(name))
    }
    return key
  }
}

const nameOf = ({ program, term, role }: KeyPlace): string => `keys/${program}_${term}_${role}.pem`

async function findOrMake(folder: IssuerFolder, place: KeyPlace): Promise<SigningKey> {
  const { db, term, role } = place, name = nameOf(place)
  const published = await inTransaction(db, (tx) => keyOnRecord(tx, term, role))
  const pem = folder.read(name)
  invariant(pem || !published, 'a published signing key is where it was left')
  const key = readSigningKey(pem ?? folder.settle(name, await newKey()))
  const hash = createHash('sha256').update(key.spki).digest()
  const recorded = await inTransaction(db, async (tx) => {
    await recordKey(tx, term, role, hash)
    return keyOnRecord(tx, term, role)
  })
  invariant(recorded?.equals(hash), 'a signing key is the one that was published')
  return key
}

async function newKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_BITS, publicExponent: 65537, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return privateKey
}
