import { isRefused } from '../../platform/refusals.ts'
import { type AccountKeys, keysOf, newRoot } from '../../sealed/account-keys.ts'
import { type Bytes, fromBase64url, randomBytes, toBase64url } from '../../sealed/bytes.ts'
import { open } from '../../sealed/hpke.ts'
import { registerInfo, registerMessage } from '../../sealed/proof-messages.ts'
import { newWords, wordsSecrets } from '../../sealed/recovery-words.ts'
import { makeSlot, secretsOf } from '../../sealed/slots.ts'
import type { Registration, SlotInput } from '../../rooms/accounts/contract.ts'
import type { Here } from '../../rooms/accounts/actions/doorkeeper.ts'
import { askRegistration } from '../../rooms/accounts/actions/registration.ts'

/** Keys such as a browser would make, held by the demonstration on behalf of an invented person. */
export interface Device {
  readonly root: Bytes
  readonly keys: AccountKeys
}

export async function newDevice(): Promise<Device> {
  const root = newRoot()
  return { root, keys: await keysOf(root) }
}

/** Goes through the same challenge as a browser (docs/encryption.md 2). */
export async function registrationOf(here: Here, { keys }: Device, purpose: 'student' | 'staff'): Promise<Registration> {
  const pks = { pkAuth: toBase64url(keys.pkAuth), pkHpke: toBase64url(keys.pkHpke) }
  const asked = await askRegistration(here, pks)
  if (isRefused(asked)) throw new Error(`The demonstration could not register keys: ${asked.refused}`)
  const place = { origin: here.services.origin, program: here.program.slug }
  const opened = await open({ with: keys.hpke, info: registerInfo(place, keys) }, fromBase64url(asked.sealed))
  const signature = await crypto.subtle.sign('Ed25519', keys.auth, registerMessage(place, purpose, keys, opened))
  return { ...pks, ticket: asked.ticket, signature: toBase64url(new Uint8Array(signature)) }
}

/** Twelve words, shown, and a second way back that nobody holds: staff need two before duty. */
export async function waysBackOf({ root, keys }: Device): Promise<{ words: string[]; slots: SlotInput[] }> {
  const words = newWords()
  const slots = [
    await makeSlot(await wordsSecrets(words), keys.account, root),
    await makeSlot(await secretsOf('passkey', randomBytes(32)), keys.account, root),
  ]
  return { words, slots }
}
