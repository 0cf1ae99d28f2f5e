import { type Bytes } from './bytes.ts'
import { canon } from './canon.ts'

/** Where a proof is valid: one origin and one program, so that it proves nothing anywhere else. */
export interface Place {
  readonly origin: string
  readonly program: string
}

interface PublicKeys {
  readonly pkAuth: Uint8Array
  readonly pkHpke: Uint8Array
}

/** The context under which the server seals a registration challenge to pkHpke. */
export const registerInfo = (at: Place, keys: PublicKeys): Bytes => canon('ps1/register', at.origin, at.program, keys.pkAuth, keys.pkHpke)

/** What auth signs to register: it holds both private keys, for this purpose, here, now. */
export const registerMessage = (at: Place, purpose: string, keys: PublicKeys, opened: Uint8Array): Bytes =>
  canon('ps1/register', at.origin, at.program, purpose, keys.pkAuth, keys.pkHpke, opened)

/** What auth signs to sign in. */
export const loginMessage = (at: Place, account: string, challenge: Uint8Array): Bytes => canon('ps1/login', at.origin, at.program, account, challenge)
